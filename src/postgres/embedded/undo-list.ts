/** What to take back when starting fails or is aborted, in reverse order; each step must be harmless when repeated. */
export interface UndoList {
  add(step: () => void): void;
  run(): void;
}

export function undoList(): UndoList {
  const steps: (() => void)[] = [];
  return {
    add: step => steps.push(step),
    run: () => {
      for (const step of steps.toReversed()) {
        try {
          step();
        } catch {
          // The others matter more; what is left over is cleaned by the next start.
        }
      }
    },
  };
}
