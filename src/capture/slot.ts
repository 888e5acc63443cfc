import type { SessionSettings } from '../postgres/connect.ts';
import { keepStreaming, type KeptReader } from '../postgres/replication/kept-stream.ts';
import { makeOwnSlot, type OwnSlot } from '../postgres/replication/own-slot.ts';
import type { SystemIdentity } from '../postgres/replication/walsender.ts';
import type { Clock } from '../shared/clock.ts';
import { messageOf } from '../shared/errors.ts';
import { arrivalShiftUs } from './arrival-clock.ts';
import { confirmedPosition, type ConfirmedPosition } from './confirmed-position.ts';
import { createPgoutputDecoder } from './pgoutput/decoder.ts';
import type { PgoutputEvent } from './pgoutput/pgoutput-event.ts';
import { Backlog } from './slot/backlog.ts';
import { whatCame } from './slot/came.ts';
import { Flow } from './slot/flow.ts';
import { allTime, type JudgingTime } from './slot/judging-time.ts';
import type { TakeMessage } from './slot/kept-messages.ts';

/** Waits before each attempt to connect again (design §5.4). */
const defaultReconnectAfterMs: readonly number[] = [1_000, 2_000, 4_000, 8_000, 16_000];

export interface SlotCaptureRequest {
  readonly url: string;
  readonly settings: SessionSettings;
  /** From `slotNameOf`, which carries the run's id. */
  readonly slotName: string;
  /** Tables to read, in the settings' schema. */
  readonly tables: readonly string[];
  /** The publication to read through; left out, one that covers the tables is found or made. */
  readonly publication?: string;
  readonly clock: Clock;
  readonly reconnectAfterMs?: readonly number[];
  /** When what has come is told; what waits for it is kept, and acknowledged to the server. At once where it is left out. */
  readonly judgingTime?: JudgingTime;
  /** Takes what the slot tells, in its order. What it throws ends the capture with `onLost`. */
  readonly onEvent: (event: PgoutputEvent) => void;
  /** Something came that is no message of the plugin: what it would have told is lost, what comes behind is told. */
  readonly onUndecodable: (error: RangeError) => void;
  /** Told once why what waits cannot be written to disk: no more than some megabytes wait then. */
  readonly onUnwritable?: (reason: string) => void;
  /** Comes between the events of two connections. */
  readonly onReconnect: (reconnect: SlotReconnect) => void;
  /** There will be no more events: the capture is void. Not called after `stop()`. */
  readonly onLost: (error: Error) => void;
}

/**
 * A lost connection was replaced. Events behind `resumeLsn` come next, whether they had been told or not: nothing is dropped
 * here, so a consumer that keeps the (commitLsn, ordinal) of the last change it had by then knows which are redelivered.
 */
export interface SlotReconnect {
  readonly reason: string;
  readonly resumeLsn: number;
}

/** Where a capture begins, to tell what is stale (design §6.1). */
export interface SlotStart extends SystemIdentity, Omit<OwnSlot, 'claim' | 'drop'> {}

export interface SlotCapture {
  readonly start: SlotStart;
  /** Messages that have come and are not told yet. */
  waiting(): number;
  /** Does something once all is told that has come so far. */
  afterwards(act: () => void): void;
  /** Up to where the server has been, or will within a second be, told that it may forget. */
  confirmedLsn(): number;
  /** The consumer is done with all up to a commit's `endLsn`. */
  acknowledge(endLsn: number): void;
  /** Back-pressure: what has come already is still told. */
  pause(): void;
  resume(): void;
  /** Ends the reading and drops the slot. */
  stop(): Promise<void>;
}

/**
 * Makes a replication slot and reads it until it is stopped. Runs on any thread; it keeps nothing outside of what it returns.
 * @returns when the slot is active: from then on no change is missed
 * @throws CannotRun saying what the server lacks
 */
export async function openSlotCapture(request: SlotCaptureRequest): Promise<SlotCapture> {
  const slot = await makeOwnSlot({ ...request, publication: request.publication });
  const position = confirmedPosition(slot.consistentLsn);
  const flow = new Flow();
  const backlog = new Backlog({
    time: request.judgingTime ?? allTime,
    judge: createJudge(request),
    onFull: isFull => flow.pausedBy('backlog', isFull),
    onUnwritable: error => request.onUnwritable?.(messageOf(error)),
    onFailed: error => {
      void flow.stream?.close();
      request.onLost(error instanceof Error ? error : new Error(messageOf(error)));
    },
  });
  try {
    const stream = await keepStreaming(
      {
        ...request,
        publication: slot.publication.name,
        reconnectAfterMs: request.reconnectAfterMs ?? defaultReconnectAfterMs,
        beforeReconnect: () => slot.claim(),
      },
      createReader(position, backlog, request),
    );
    flow.follows(stream);
    return {
      start: startOf(slot, stream.system),
      waiting: () => backlog.waiting,
      afterwards: act => backlog.afterwards(act),
      confirmedLsn: () => position.lsn,
      acknowledge: endLsn => position.acknowledged(endLsn),
      pause: () => flow.pausedBy('consumer', true),
      resume: () => flow.pausedBy('consumer', false),
      stop: async () => {
        backlog.close();
        await stream.close();
        await slot.drop();
      },
    };
  } catch (error) {
    backlog.close();
    await slot.drop();
    throw error;
  }
}

function startOf(
  { slotName, publication, consistentLsn, insertLsn, leftovers }: OwnSlot,
  system: SystemIdentity,
): SlotStart {
  return { slotName, publication, consistentLsn, insertLsn, leftovers, ...system };
}

/** Follows what comes at once, and has it judged when there is time. */
function createReader(position: ConfirmedPosition, backlog: Backlog, request: SlotCaptureRequest): KeptReader {
  return {
    onData: (bytes, begin, end, lsn, receivedUs) => {
      const came = whatCame(bytes, begin, end);
      if (came !== undefined) position.came(came);
      backlog.take(bytes, begin, end, lsn, receivedUs);
      // What is kept here need not be kept by the server.
      if (came?.kind === 'commit' && backlog.waiting > 0) position.acknowledged(came.endLsn);
    },
    onKeepalive: walEnd => position.reached(walEnd),
    flushedLsn: () => position.lsn,
    onReconnect: (reason, resumeLsn) => {
      position.restarted();
      backlog.afterwards(() => request.onReconnect({ reason, resumeLsn }));
    },
    onLost: error => backlog.afterwards(() => request.onLost(error)),
  };
}

function createJudge(request: SlotCaptureRequest): TakeMessage {
  const decode = createPgoutputDecoder();
  const shiftUs = arrivalShiftUs(request.clock);
  const decoded = (read: () => PgoutputEvent | undefined): PgoutputEvent | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      request.onUndecodable(error);
      return undefined;
    }
  };
  return (bytes, begin, end, lsn, receivedUs) => {
    const event = decoded(() => decode(bytes, begin, end, { lsn, receivedAtUs: receivedUs + shiftUs }));
    if (event !== undefined) request.onEvent(event);
  };
}
