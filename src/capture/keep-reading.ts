import { setTimeout as wait } from 'node:timers/promises';
import { CannotRun, messageOf } from '../shared/errors.ts';
import { createGate } from './gate.ts';
import type { RawMessage, SourceListener } from './raw-message.ts';

/** Waits before each attempt to connect again (design §5.4). */
const defaultReconnectAfterMs: readonly number[] = [1_000, 2_000, 4_000, 8_000, 16_000];

export interface Reading<Connection> {
  /** What is read, for messages: `the Redis server at 127.0.0.1:6379`. */
  readonly name: string;
  /** When all are used up in a row, the source is given up. */
  readonly reconnectAfterMs?: readonly number[] | undefined;
  /** Connects again, to go on behind what was told last. */
  connect(): Promise<Connection>;
  /**
   * Waits for the next messages and tells them; called again and again. It may come back without any.
   * @throws CannotRun when there is no use in connecting again; anything else is a lost connection
   */
  readOn(connection: Connection, tell: (message: RawMessage) => void): Promise<void>;
  /** Ends a `readOn` under way, too. */
  close(connection: Connection): Promise<unknown>;
}

export interface KeptReading {
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

interface Keeper<Connection> {
  readonly reading: Reading<Connection>;
  readonly closing: AbortSignal;
  connection: Connection;
  /** Attempts to connect since messages were last waited for with success. */
  attempts: number;
}

/** Reads a connection and those that replace it, until stopped or given up. */
export function keepReading<Connection>(
  connection: Connection,
  reading: Reading<Connection>,
  { onMessage, onLost }: SourceListener,
): KeptReading {
  const gate = createGate();
  const closing = new AbortController();
  const keeper: Keeper<Connection> = { reading, closing: closing.signal, connection, attempts: 0 };
  let refused: { readonly error: unknown } | undefined;
  const tell = (message: RawMessage): void => {
    if (closing.signal.aborted) return;
    try {
      onMessage(message);
    } catch (error) {
      refused = { error };
      throw error;
    }
  };
  const goOn = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      try {
        await gate.passed();
        if (closing.signal.aborted) return;
        await reading.readOn(keeper.connection, tell);
        keeper.attempts = 0;
      } catch (error) {
        if (closing.signal.aborted) return;
        if (refused !== undefined) throw refused.error;
        if (error instanceof CannotRun) throw error;
        await connectAgain(keeper, messageOf(error));
      }
    }
  };
  const done = goOn().catch(async (error: unknown) => {
    await quietly(reading.close(keeper.connection));
    if (!closing.signal.aborted) onLost(error instanceof Error ? error : new Error(messageOf(error)));
  });
  return {
    pause: () => gate.pause(),
    resume: () => gate.resume(),
    stop: async () => {
      closing.abort();
      gate.resume();
      await quietly(reading.close(keeper.connection));
      await done;
    },
  };
}

/** @throws CannotRun when no attempt is left */
async function connectAgain<Connection>(keeper: Keeper<Connection>, reason: string): Promise<void> {
  const { reading, closing } = keeper;
  const delaysMs = reading.reconnectAfterMs ?? defaultReconnectAfterMs;
  let latest = reason;
  await quietly(reading.close(keeper.connection));
  while (keeper.attempts < delaysMs.length) {
    await quietly(wait(delaysMs[keeper.attempts], undefined, { signal: closing }));
    if (closing.aborted) return;
    keeper.attempts += 1;
    try {
      keeper.connection = await reading.connect();
      if (closing.aborted) await quietly(reading.close(keeper.connection));
      return;
    } catch (error) {
      latest = messageOf(error);
    }
  }
  throw new CannotRun(`${reading.name} could not be read again: ${latest}`);
}

/** The connection is given up anyway, or the wait is cut short: how that went says nothing. */
async function quietly(promise: Promise<unknown>): Promise<void> {
  await promise.catch(() => undefined);
}
