import type pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '../../shared/errors.ts';
import { connect, type SessionSettings } from '../connect.ts';
import { sqlFile } from '../sql-file.ts';

/** A replication slot at a moment. */
export interface SlotSample {
  readonly name: string;
  readonly type: 'logical' | 'physical';
  /** Null for a physical slot, as is what only logical ones have. */
  readonly plugin: string | null;
  readonly database: string | null;
  readonly active: boolean;
  readonly activePid: number | null;
  /** reserved, extended, unreserved or lost. */
  readonly walStatus: string | null;
  /** Log that the server keeps for the slot; null where it keeps none. */
  readonly retainedBytes: number | null;
  /** How far what the reader has confirmed lies behind the server's log. */
  readonly confirmedBytesBehind: number | null;
}

export interface SlotSamplerRequest {
  readonly url: string;
  readonly settings: SessionSettings;
  readonly everyMs: number;
  /** Takes all slots of the server, by name. */
  readonly onSamples: (samples: readonly SlotSample[]) => void;
  /** A sample is missing, and why. The next one is taken on a new connection. */
  readonly onGap: (reason: string) => void;
}

/** Looks at all slots of a server, at once and then every so often, on a session of its own. */
export function startSlotSampler(request: SlotSamplerRequest): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const done = sampleUntil(request, stopping.signal);
  return {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

async function sampleUntil(request: SlotSamplerRequest, stopping: AbortSignal): Promise<void> {
  let client: pg.Client | undefined;
  const sample = async (): Promise<readonly SlotSample[] | undefined> => {
    try {
      client ??= await connect(request.url, request.settings);
      return (await client.query<SlotSample>(sqlFile('slots/samples'))).rows;
    } catch (error) {
      request.onGap(messageOf(error));
      await client?.end().catch(() => undefined);
      client = undefined;
      return undefined;
    }
  };
  try {
    while (!stopping.aborted) {
      const samples = await sample();
      if (samples !== undefined) request.onSamples(samples);
      await pause(request.everyMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  } finally {
    await client?.end().catch(() => undefined);
  }
}
