import type { Clock } from '../../shared/clock.ts';
import type { Progress } from './progress.ts';

const everyUs = 10_000_000;

/** A line now and then while something is waited for; `left` says what. The first call starts the time. */
export function waitingNotes({
  clock,
  progress,
}: {
  readonly clock: Clock;
  readonly progress: Progress;
}): (left: () => string) => void {
  let saidUs: number | undefined;
  return left => {
    const nowUs = clock.nowUs();
    saidUs ??= nowUs;
    if (nowUs - saidUs < everyUs) return;
    saidUs = nowUs;
    progress.note(`waiting for ${left()}`);
  };
}
