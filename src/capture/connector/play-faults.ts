import type { ConnectorFault } from '../../scenario/connector/connector-start.ts';
import type { Clock } from '../../shared/clock.ts';
import { messageOf } from '../../shared/errors.ts';
import { sleep } from './sleep.ts';
import type { Connector } from './start-connector.ts';

const lookEveryMs = 10;

/** What became of a fault, with times since the stream phase began: before it they are negative. */
export interface PlayedFault {
  readonly action: ConnectorFault['action'];
  /** When it was asked for; null where changes were counted instead. */
  readonly plannedMs: number | null;
  /** After how many changes it was asked for; null where a time was said. */
  readonly plannedArrivals: number | null;
  /** When it began; null when that never came. */
  readonly atMs: number | null;
  /** Until the connector was ready again; null when it never was. */
  readonly downMs: number | null;
  /** Why the connector did not come back. */
  readonly error: string | null;
}

/** Faults that are being played. */
export interface FaultPlay {
  /** Times count from now on. */
  streamBegins(): void;
  /** No further fault begins that has a time, and the one that has begun is waited for. */
  streamEnds(): Promise<void>;
  /**
   * No further fault begins, and the one that has begun is waited for.
   * @returns all of them, in their order
   */
  finish(): Promise<PlayedFault[]>;
}

export interface FaultSurroundings {
  readonly connector: Pick<Connector, 'restart' | 'kill'>;
  /** Changes that have arrived at the capture for the first time. */
  readonly arrived: () => number;
  readonly clock: Clock;
}

/**
 * Plays a connector's faults one after the other: those with a time at that time of the stream, those with a count when so
 * many further changes have arrived since the one before was over, from the capture's opening on and until it is drained.
 */
export function playFaults(faults: readonly ConnectorFault[], surroundings: FaultSurroundings): FaultPlay {
  const { connector, clock } = surroundings;
  const isTimed = faults.some(fault => 'atUs' in fault);
  const over = new AbortController();
  let begin!: (atUs: number) => void;
  const begun = new Promise<number>(resolve => (begin = resolve));
  const played: ((sinceMs: (atUs: number) => number) => PlayedFault)[] = [];

  const play = async (fault: ConnectorFault): Promise<void> => {
    const asked = {
      action: fault.action,
      plannedMs: 'atUs' in fault ? fault.atUs / 1_000 : null,
      plannedArrivals: 'arrivals' in fault ? fault.arrivals : null,
    };
    if ('atUs' in fault) await reachTime((await begun) + fault.atUs, clock, over.signal);
    else await reachCount(surroundings.arrived() + fault.arrivals, surroundings.arrived, over.signal);
    if (over.signal.aborted) return void played.push(() => ({ ...asked, atMs: null, downMs: null, error: null }));
    const atUs = clock.nowUs();
    const error = await connector[fault.action]().then(() => null, messageOf);
    const downMs = error === null ? (clock.nowUs() - atUs) / 1_000 : null;
    played.push(sinceMs => ({ ...asked, atMs: sinceMs(atUs), downMs, error }));
  };
  const all = (async () => {
    for (const fault of faults) await play(fault);
  })();
  const end = async (): Promise<void> => {
    over.abort();
    begin(clock.nowUs());
    await all;
  };
  return {
    streamBegins: () => begin(clock.nowUs()),
    streamEnds: async () => {
      if (isTimed) await end();
    },
    finish: async () => {
      await end();
      const beganUs = await begun;
      return played.map(each => each(atUs => (atUs - beganUs) / 1_000));
    },
  };
}

async function reachTime(atUs: number, clock: Clock, signal: AbortSignal): Promise<void> {
  for (;;) {
    const leftMs = (atUs - clock.nowUs()) / 1_000;
    if (leftMs <= 0 || signal.aborted) return;
    await sleep(leftMs, signal);
  }
}

async function reachCount(count: number, arrived: () => number, signal: AbortSignal): Promise<void> {
  while (arrived() < count && !signal.aborted) await sleep(lookEveryMs, signal);
}
