import { setTimeout as wait } from 'node:timers/promises';
import type { RawMessage, SourceListener } from '../../src/capture/raw-message.ts';
import { systemClock } from '../../src/shared/clock.ts';

/** Keeps what a source tells. */
export interface HeardMessages extends SourceListener {
  readonly messages: RawMessage[];
  readonly lost: Error[];
  /** Waits until there are that many messages. */
  count(wanted: number): Promise<RawMessage[]>;
  /** Waits until the source is lost. */
  ended(): Promise<Error>;
}

export function hearMessages(onMessage: (message: RawMessage) => void = () => undefined): HeardMessages {
  const messages: RawMessage[] = [];
  const lost: Error[] = [];
  return {
    clock: systemClock,
    messages,
    lost,
    onMessage: message => {
      onMessage(message);
      messages.push(message);
    },
    onLost: error => lost.push(error),
    count: async wanted => {
      await until(
        () => messages.length >= wanted || lost.length > 0,
        () => `${messages.length} of ${wanted} messages came`,
      );
      if (messages.length < wanted) throw new Error(`lost after ${messages.length} messages: ${lost[0]!.message}`);
      return messages;
    },
    ended: async () => {
      await until(
        () => lost.length > 0,
        () => 'the source was not lost',
      );
      return lost[0]!;
    },
  };
}

/** A deadline only so that a failed test ends. */
export async function until(isSo: () => boolean, complaint: () => string, withinMs = 60_000): Promise<void> {
  const endMs = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > endMs) throw new Error(complaint());
    await wait(10);
  }
}

/** What a message says, without where and when. */
export function saidBy({ topic, key, value, headers }: RawMessage): unknown[] {
  return [topic, key?.toString(), value?.toString(), headers];
}
