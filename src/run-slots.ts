import { SlotWatch } from './observe/slot-watch.ts';
import type { SessionSettings } from './postgres/connect.ts';
import { guardSlot } from './postgres/replication/slot-guard.ts';
import { startSlotSampler } from './postgres/replication/slot-sampler.ts';
import type { Report } from './report/report.generated.ts';
import type { RunRecord } from './report/run-record.ts';
import type { RunContext } from './run-context.ts';

const everyMs = 1_000;

/**
 * Looks at all replication slots of the server each second, and drops the tool's own before they fill its disk.
 * @param runStartedAtMs wall clock: what the times of the looks count from
 * @param tell `dropped`: a slot of the tool is gone, and nothing can be said of its capture
 */
export function watchSlots(
  { url, session }: { readonly url: string; readonly session: SessionSettings },
  own: readonly string[],
  maxRetainedBytes: number,
  { clock }: RunContext,
  runStartedAtMs: number,
  tell: { warn(warning: string): void; dropped(slotName: string, reason: string): void },
): { stop(): Promise<Report['slots']> } {
  const watch = new SlotWatch();
  const startUs = clock.nowUs() - (clock.wallMs() - runStartedAtMs) * 1_000;
  const guards = own.map(slotName =>
    guardSlot({
      url,
      settings: session,
      slotName,
      maxRetainedBytes,
      onDropped: reason => tell.dropped(slotName, reason),
      onFailure: reason => tell.warn(reason),
    }),
  );
  let gap: string | undefined;
  const sampler = startSlotSampler({
    url,
    settings: session,
    everyMs,
    onSamples: samples => {
      watch.looked((clock.nowUs() - startUs) / 1_000, samples);
      for (const guard of guards) guard(samples);
    },
    onGap: reason => {
      if (gap === undefined) tell.warn(`the replication slots could not be looked at: ${reason}`);
      gap = reason;
    },
  });
  return {
    stop: async () => {
      await sampler.stop();
      return watch.result(new Set(own));
    },
  };
}

/**
 * Warnings of slots that connectors leave behind on a server that stays: nobody reads them any more, and the server keeps
 * its log for them.
 */
export function leftSlots(
  left: readonly { readonly capture: string; readonly slotName: string }[],
  { target, slots }: Pick<RunRecord, 'target' | 'slots'>,
): string[] {
  if (target?.kind === 'embedded') return [];
  return left
    .filter(({ slotName }) => slotName in slots)
    .map(
      ({ capture, slotName }) =>
        `the connector of ${capture} is stopped, and its replication slot ${slotName} stays: the server keeps its log ` +
        `until a connector reads it on, or it is dropped: SELECT pg_drop_replication_slot('${slotName}')`,
    );
}
