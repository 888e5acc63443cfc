import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectAddress } from './ask-connect.ts';
import { knownFailure } from './connect-status.ts';

const everyMs = 1_000;

/** A connector in Connect that is looked after. */
export interface ConnectorWatch {
  /** Looks now. */
  look(): Promise<void>;
  stop(): void;
}

/**
 * Asks Connect every second how a connector is, until it has failed.
 * @param onFailed is told once, and not after `stop()`
 */
export function watchConnector(address: ConnectAddress, onFailed: (failure: string) => void): ConnectorWatch {
  const over = new AbortController();
  const look = async (): Promise<void> => {
    const failure = await knownFailure(address);
    if (failure === undefined || over.signal.aborted) return;
    over.abort();
    onFailed(failure);
  };
  const watch = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await look();
      await delay(everyMs, undefined, { signal: over.signal, ref: false }).catch(() => undefined);
    }
  };
  void watch();
  return { look, stop: () => over.abort() };
}
