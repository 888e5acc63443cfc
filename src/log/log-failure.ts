import { AlimentadorError, messageOf } from '../shared/errors.ts';
import type { Log } from '../shared/logs.ts';

/** What the user can do something about in words, a defect of ours with its stack. */
export function logFailure(log: Log, error: unknown): void {
  if (error instanceof AlimentadorError) log.error(error.message, { hint: error.hint });
  else log.fatal('a defect', { reason: messageOf(error), stack: error instanceof Error ? error.stack : undefined });
}
