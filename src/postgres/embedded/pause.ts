const never = new Int32Array(new SharedArrayBuffer(4));

/** Blocks this thread: exit handlers cannot await. */
export function pauseNow(milliseconds: number): void {
  Atomics.wait(never, 0, 0, milliseconds);
}

/** Blocks until the condition holds, looking every 5 ms; false when the time ran out first. */
export function waitNow(condition: () => boolean, milliseconds: number): boolean {
  const deadline = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    pauseNow(5);
  }
  return true;
}
