/** Lets a reader through unless it is paused. */
export interface Gate {
  pause(): void;
  resume(): void;
  /** Resolves at once while open, else on `resume()`. */
  passed(): Promise<void>;
}

export function createGate(): Gate {
  let opened: PromiseWithResolve | undefined;
  return {
    pause: () => {
      opened ??= promiseWithResolve();
    },
    resume: () => {
      opened?.resolve();
      opened = undefined;
    },
    passed: () => opened?.promise ?? Promise.resolve(),
  };
}

interface PromiseWithResolve {
  readonly promise: Promise<void>;
  resolve(): void;
}

/** `Promise.withResolvers` came with Node 22. */
function promiseWithResolve(): PromiseWithResolve {
  let resolve = (): void => undefined;
  const promise = new Promise<void>(settle => {
    resolve = settle;
  });
  return { promise, resolve };
}
