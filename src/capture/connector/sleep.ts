/** Node fires a longer timer at once. */
const timerMsMax = 2 ** 31 - 1;

/** Waits that long, or as long as Node can, or until aborted. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise(resolve => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(milliseconds, timerMsMax));
    signal.addEventListener('abort', done);
  });
}
