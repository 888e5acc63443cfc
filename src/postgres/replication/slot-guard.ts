import { messageOf } from '../../shared/errors.ts';
import type { SessionSettings } from '../connect.ts';
import { dropSlotAt } from './drop-slot.ts';
import type { SlotSample } from './slot-sampler.ts';

export interface SlotGuardRequest {
  readonly url: string;
  readonly settings: SessionSettings;
  /** The tool's own slot. No other is ever touched. */
  readonly slotName: string;
  readonly maxRetainedBytes: number;
  /** The slot was dropped, which voids its capture. */
  readonly onDropped: (message: string) => void;
  /** It could not be dropped; the next sample tries again. */
  readonly onFailure: (message: string) => void;
}

/**
 * Drops the tool's slot before the log that it holds back fills the server's disk (design §12).
 * @returns takes each round of samples
 */
export function guardSlot(request: SlotGuardRequest): (samples: readonly SlotSample[]) => void {
  const { url, settings, slotName, maxRetainedBytes } = request;
  let state: 'watching' | 'dropping' | 'dropped' = 'watching';
  return samples => {
    const retainedBytes = samples.find(({ name }) => name === slotName)?.retainedBytes ?? 0;
    if (state !== 'watching' || retainedBytes <= maxRetainedBytes) return;
    state = 'dropping';
    const why = `the replication slot ${slotName} held back ${retainedBytes} bytes of the server's log, more than guard.maxRetainedWal (${maxRetainedBytes})`;
    dropSlotAt(url, settings, slotName).then(
      () => {
        state = 'dropped';
        request.onDropped(`${why}: dropped`);
      },
      (error: unknown) => {
        state = 'watching';
        request.onFailure(`${why}, and could not be dropped: ${messageOf(error)}`);
      },
    );
  };
}
