import { setTimeout as wait } from 'node:timers/promises';
import { isAnswer } from './error-words.ts';

const everyMs = 100;
const attempts = 50;

/** What brokers answer while a topic is being made or a partition gets another leader. */
const passing = [
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_OR_FOLLOWER',
  'FENCED_LEADER_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNKNOWN_TOPIC_ID',
  'INCONSISTENT_TOPIC_ID',
];

/**
 * Asks until the cluster knows who leads, for some seconds.
 * @param lookAgain brings what is known of the topics up to date before the next attempt
 */
export async function onceSettled<T>(
  ask: () => Promise<T>,
  lookAgain: () => Promise<void>,
  signal: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (attempt === attempts || !isAnswer(error, ...passing)) throw error;
      await wait(everyMs, undefined, { signal });
      await lookAgain();
    }
  }
}
