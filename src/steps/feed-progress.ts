import { createHash } from 'node:crypto';
import type { LoadedModel } from '../model/load-model.ts';
import type { EarlierStream } from '../plan/timeline.ts';
import { canonicalJson } from '../plan/workload-digest.ts';
import type { Workload } from '../plan/workload.ts';

const volumesKey = 'seedPhase.volumes';

/** What decides the rows, key by key as a scenario spells them. Pace and duration may differ from stream to stream. */
export type Deciding = Readonly<Record<string, unknown>>;

/** A stream that was begun; `operationsPerLane` is certain only where it also ended in order. */
export interface KeptStream extends EarlierStream {
  readonly ended: boolean;
}

/** How far the single steps came on the tables of a schema: what is kept in `alimentador.progress`. */
export interface FeedProgress {
  readonly version: 1;
  readonly deciding: Deciding;
  readonly seeded: boolean;
  readonly streams: readonly KeptStream[];
}

export function decidingOf({ settings }: Workload, { ddl }: LoadedModel, fakerVersion: string): Deciding {
  const { model, randomSeed, referenceSeconds, volumes, weights, lanes } = settings;
  return {
    model: `${model.name} ${sha256(canonicalJson({ model, ddl: ddl.text }))}`,
    randomSeed,
    referenceTime: new Date(referenceSeconds * 1_000).toISOString(),
    [volumesKey]: Object.fromEntries(model.tables.map(table => [table.name, volumes[table.index]])),
    'streamPhase.lanes': lanes,
    'streamPhase.events': Object.fromEntries(model.events.map(event => [event.name, weights[event.index]])),
    fakerVersion,
  };
}

/** Keys that decide otherwise now than then, in words. */
export function differences(then: Deciding, now: Deciding): string[] {
  const keys = [...new Set([...Object.keys(then), ...Object.keys(now)])];
  return keys.flatMap(key => {
    const [before, after] = [canonicalJson(then[key]), canonicalJson(now[key])];
    if (before === after) return [];
    return [key === 'model' ? 'model: its file or DDL is another one' : `${key}: ${before} then, ${after} now`];
  });
}

/** Rows of each table by name, as they were seeded. */
export function seededVolumes({ deciding, seeded }: FeedProgress): Readonly<Record<string, number>> | undefined {
  return seeded ? (deciding[volumesKey] as Record<string, number>) : undefined;
}

/** Operations of each lane in all streams together. */
export function operationsDone({ streams }: FeedProgress, lanes: number): number[] {
  return Array.from({ length: lanes }, (_, lane) =>
    streams.reduce((sum, stream) => sum + stream.operationsPerLane[lane]!, 0),
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
