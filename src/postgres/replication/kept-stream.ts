import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../shared/clock.ts';
import { CannotRun, messageOf } from '../../shared/errors.ts';
import type { SessionSettings } from '../connect.ts';
import { endError, endsForGood } from './stream-end.ts';
import { streamWal, type WalReader, type WalStream } from './wal-stream.ts';
import { identifySystem, openWalsender, type SystemIdentity, type Walsender } from './walsender.ts';

export interface KeptStreamRequest {
  readonly url: string;
  readonly settings: SessionSettings;
  readonly slotName: string;
  readonly publication: string;
  readonly clock: Clock;
  /** Waits before each new attempt to connect; when all are used up in a row, the stream is given up. */
  readonly reconnectAfterMs: readonly number[];
  /** What has to be so before a new connection reads; an attempt fails with it. */
  readonly beforeReconnect: () => Promise<void>;
}

/** A reader that lives longer than a connection. */
export interface KeptReader extends Omit<WalReader, 'onStarted'> {
  /** The connection was lost and there is a new one, which tells everything behind `resumeLsn`, known or not. */
  onReconnect(reason: string, resumeLsn: number): void;
  /** There will be no more: the slot is gone, the server stays away, or the reader itself threw. Not called after close(). */
  onLost(error: Error): void;
}

export interface KeptStream {
  readonly system: SystemIdentity;
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

interface Keeper extends KeptStreamRequest {
  readonly reader: KeptReader;
  readonly closing: AbortSignal;
  isPaused: boolean;
  stream: WalStream;
}

/**
 * Reads a slot for as long as the server has it: after a lost connection it goes on behind what the reader has confirmed.
 * @returns when the server has begun to stream
 * @throws CannotRun where it does not begin
 */
export async function keepStreaming(request: KeptStreamRequest, reader: KeptReader): Promise<KeptStream> {
  const closing = new AbortController();
  const walsender = await openWalsender(request.url, request.settings);
  const system = await identifySystem(walsender);
  const stream = await beginStream(walsender, request, { ...reader, onStarted: () => undefined });
  const keeper: Keeper = { ...request, reader, closing: closing.signal, isPaused: false, stream };
  const done = goOn(keeper);
  return {
    system,
    pause: () => {
      keeper.isPaused = true;
      keeper.stream.pause();
    },
    resume: () => {
      keeper.isPaused = false;
      keeper.stream.resume();
    },
    close: async () => {
      closing.abort();
      await keeper.stream.close();
      await done;
    },
  };
}

async function beginStream(walsender: Walsender, request: KeptStreamRequest, reader: WalReader): Promise<WalStream> {
  const stream = streamWal(walsender, { ...request, startLsn: reader.flushedLsn() }, reader);
  const end = await Promise.race([stream.started, stream.ended]);
  if (end === undefined) return stream;
  throw endError(request.slotName, end);
}

async function goOn(keeper: Keeper): Promise<void> {
  try {
    while (!keeper.closing.aborted) {
      const end = await keeper.stream.ended;
      if (keeper.closing.aborted) return;
      const error = endError(keeper.slotName, end);
      if (endsForGood(end)) throw error;
      await reconnect(keeper, error.message);
    }
  } catch (error) {
    keeper.reader.onLost(error instanceof Error ? error : new Error(messageOf(error)));
  }
}

/** @throws Error when there is no use in trying, or no more attempt is left */
async function reconnect(keeper: Keeper, reason: string): Promise<void> {
  const { url, settings, slotName, reader, closing } = keeper;
  let latest = reason;
  for (const delayMs of keeper.reconnectAfterMs) {
    await pause(delayMs, undefined, { signal: closing }).catch(() => undefined);
    if (closing.aborted) return;
    const walsender = await keeper
      .beforeReconnect()
      .then(() => openWalsender(url, settings))
      .catch((error: unknown) => void (latest = messageOf(error)));
    if (walsender === undefined) continue;
    const resumeLsn = reader.flushedLsn();
    const told = { ...reader, onStarted: () => reader.onReconnect(reason, resumeLsn) };
    keeper.stream = streamWal(walsender, { ...keeper, startLsn: resumeLsn }, told);
    if (closing.aborted) return keeper.stream.close();
    if (keeper.isPaused) keeper.stream.pause();
    const end = await Promise.race([keeper.stream.started, keeper.stream.ended]);
    if (end === undefined) return;
    const error = endError(slotName, end);
    if (endsForGood(end)) throw error;
    latest = error.message;
  }
  throw new CannotRun(`the replication slot ${slotName} could not be read again: ${latest}`);
}
