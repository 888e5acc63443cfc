import type { CaptureResult } from '../../../src/observe/verify/capture-result.ts';
import type { Workload } from '../../../src/plan/workload.ts';
import { noteSent } from './feed.ts';
import { chanceOf, commitOrder, Server, type Chance, type Emitted } from './server-stream.ts';

/** Another order of the same changes in which each row's keep theirs, as several partitions deliver them. */
export function shuffledByRow(emitted: readonly Emitted[], chance: Chance): Emitted[] {
  const partitions: Emitted[][] = [[], [], []];
  for (const each of emitted) partitions[(each.rowNumber + each.table) % 3]!.push(each);
  const order: Emitted[] = [];
  for (let left = emitted.length; left > 0; left--) {
    let partition = chance(3);
    while (partitions[partition]!.length === 0) partition = (partition + 1) % 3;
    order.push(partitions[partition]!.shift()!);
  }
  return order;
}

export interface RunShape {
  /** Before images as under REPLICA IDENTITY FULL. */
  readonly full: boolean;
  /** Percent of the operations that are not taken. */
  readonly share: number;
  /** Whether transactions overlap, so that one that commits later may have the lower LSNs. */
  readonly overlaps?: boolean;
}

/** A run of a workload on a server that takes no `share` percent of the operations. */
export function runWorkload(workload: Workload, seed: number, { full, share, overlaps = false }: RunShape) {
  const chance = chanceOf(seed);
  const operations = commitOrder(workload, chance);
  const notCommitted = new Map<number, string>();
  const server = new Server(workload, { full, ...(overlaps && { overlap: chanceOf(~seed) }) });
  server.seed();
  for (const [at, operation] of operations.entries()) {
    if (operation.expect !== undefined) notCommitted.set(operation.number, operation.expect);
    else if (chance(100) < share) notCommitted.set(operation.number, '40001');
    else {
      const before = server.emitted.length;
      server.commit(operation);
      for (const { change } of server.emitted.slice(before)) noteSent(change, at + 1);
    }
  }
  return { workload, chance, operations, notCommitted, emitted: server.emitted };
}

const findingKinds = [
  'missing',
  'duplicated',
  'redelivered',
  'outOfOrder',
  'mismatched',
  'unexpected',
  'coalesced',
  'stale',
  'foreign',
  'undecodable',
] as const;

/** The counts that are not zero: what was found. */
export function findingsOf(result: CaptureResult): Record<string, number> {
  return Object.fromEntries(findingKinds.map(kind => [kind, result[kind]] as const).filter(([, count]) => count > 0));
}
