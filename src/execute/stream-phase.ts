import type { Clock } from '../shared/clock.ts';
import { ConnectionLoop, type LoopSettings } from './connection-loop.ts';
import { LaneQueue, type OperationSource } from './lane-queue.ts';
import type { OperationSender } from './operation-sender.ts';
import type { StreamObserver } from './stream-observer.ts';

export interface StreamRequest {
  readonly lanes: readonly OperationSource[];
  readonly senders: readonly OperationSender[];
  readonly loop: LoopSettings;
  /** Planned length of the stream; undefined = until the lanes are at their ends. */
  readonly durationUs: number | undefined;
  readonly graceUs: number;
  /** Operations to take from each lane at most: the replay of a closed loop. */
  readonly operationsPerLane: readonly number[] | undefined;
  readonly clock: Clock;
  readonly observer: StreamObserver;
  /** Aborted = issue nothing more. */
  readonly stopping: AbortSignal;
}

export interface StreamResult {
  readonly durationUs: number;
  /** Operations taken from the plan, for each lane: sent, or passed over as skips. */
  readonly operationsPerLane: readonly number[];
  readonly ending: 'planDone' | 'timeOver' | 'interrupted' | 'connectionLost';
  /** Why a connection was lost. */
  readonly lossReason: string | undefined;
}

/** Longer timers fire at once; the check of every second covers those. */
const timerMsMax = 0x7fff_ffff;

/**
 * Executes the lanes on their connections at their due times (design §5.1). An open loop finishes what was due, up to
 * `grace` after the planned duration; a closed loop ends with the duration. A lane stays on one connection for its life.
 */
export async function streamPhase(request: StreamRequest): Promise<StreamResult> {
  const { lanes, senders, loop, clock, observer, stopping } = request;
  const queues = lanes.map((lane, index) => new LaneQueue(lane, request.operationsPerLane?.[index]));
  // The first operations are planned before the clock starts, so that they are not late.
  for (const queue of queues) queue.peek();
  const startUs = clock.nowUs();
  let ending: StreamResult['ending'] = 'planDone';
  let lossReason: string | undefined;
  const end = (how: StreamResult['ending']): void => {
    if (ending === 'planDone') ending = how;
    for (const each of loops) each.stop();
  };
  const lost = (reason: string): void => {
    lossReason ??= reason;
    end('connectionLost');
  };
  const loops = senders.map((sender, index) => {
    const own = queues.filter((_, lane) => lane % senders.length === index);
    return new ConnectionLoop(sender, own, loop, { clock, startUs, observer, lost });
  });
  const limitUs = timeLimitUs(request);
  const isOver = (): boolean => limitUs !== undefined && clock.nowUs() - startUs >= limitUs;
  const overtime = setTimeout(() => isOver() && end('timeOver'), Math.min((limitUs ?? 0) / 1_000 + 1, timerMsMax));
  const everySecond = setInterval(() => {
    for (const each of loops) each.checkDeadline();
    if (isOver()) end('timeOver');
  }, 1_000);
  const interrupt = (): void => end('interrupted');
  stopping.addEventListener('abort', interrupt);
  if (stopping.aborted) interrupt();
  for (const each of loops) each.pump();
  await Promise.all(loops.map(each => each.finished));
  stopping.removeEventListener('abort', interrupt);
  clearTimeout(overtime);
  clearInterval(everySecond);
  return {
    durationUs: clock.nowUs() - startUs,
    operationsPerLane: queues.map(queue => queue.taken),
    ending,
    lossReason,
  };
}

/** When the stream ends whatever is left. A replayed closed loop ends with its operations, however fast the server is. */
function timeLimitUs({ durationUs, graceUs, loop, operationsPerLane }: StreamRequest): number | undefined {
  if (durationUs === undefined) return undefined;
  if (!loop.closedLoop) return durationUs + graceUs;
  return operationsPerLane === undefined ? durationUs : undefined;
}
