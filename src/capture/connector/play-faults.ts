import type { Clock } from '../../shared/clock.ts';
import { messageOf } from '../../shared/errors.ts';
import type { ConnectorFault } from '../../scenario/connector/connector-start.ts';
import type { Connector } from './start-connector.ts';

/** Node fires a longer timer at once. */
const timerMsMax = 2 ** 31 - 1;

/** What became of a fault, with times since the stream phase began. */
export interface PlayedFault {
  readonly action: ConnectorFault['action'];
  /** When it was asked for. */
  readonly plannedMs: number;
  /** When it began; null when the stream was over before. */
  readonly atMs: number | null;
  /** Until the connector was ready again; null when it never was. */
  readonly downMs: number | null;
  /** Why the connector did not come back. */
  readonly error: string | null;
}

/** Faults that are being played. */
export interface FaultPlay {
  /**
   * No further fault begins, and the one that has begun is waited for.
   * @returns all of them, in order of time
   */
  finish(): Promise<PlayedFault[]>;
}

/** Plays a connector's faults at their times from now on, one after the other. */
export function playFaults(
  faults: readonly ConnectorFault[],
  connector: Pick<Connector, 'restart' | 'kill'>,
  clock: Clock,
): FaultPlay {
  const startUs = clock.nowUs();
  const sinceMs = (): number => (clock.nowUs() - startUs) / 1_000;
  const played: PlayedFault[] = [];
  const over = new AbortController();

  const play = async ({ atUs, action }: ConnectorFault): Promise<void> => {
    const planned = { action, plannedMs: atUs / 1_000 };
    while (!over.signal.aborted && sinceMs() < planned.plannedMs)
      await sleep(planned.plannedMs - sinceMs(), over.signal);
    if (over.signal.aborted) return void played.push({ ...planned, atMs: null, downMs: null, error: null });
    const atMs = sinceMs();
    try {
      await connector[action]();
      played.push({ ...planned, atMs, downMs: sinceMs() - atMs, error: null });
    } catch (error) {
      played.push({ ...planned, atMs, downMs: null, error: messageOf(error) });
    }
  };
  const all = (async () => {
    for (const fault of faults) await play(fault);
  })();
  return {
    finish: async () => {
      over.abort();
      await all;
      return played;
    },
  };
}

/** Waits that long, or as long as Node can, or until aborted. */
function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, Math.min(milliseconds, timerMsMax));
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
