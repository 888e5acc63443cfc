import type { GenericError } from '@platformatic/kafka';
import { messageOf } from '../../shared/errors.ts';

/**
 * The innermost reasons of what the library threw, which wraps them several times: `connect ECONNREFUSED 127.0.0.1:9092`
 * rather than `metadata failed 1 times`.
 */
export function reasonOf(error: unknown): string {
  const reasons = new Set(innermost(error).map(messageOf));
  return [...reasons].join('; ');
}

/** Whether a broker answered with one of these error codes of Kafka's protocol, such as `UNKNOWN_TOPIC_ID`. */
export function isAnswer(error: unknown, ...apiIds: readonly string[]): boolean {
  const { findBy, cause } = error as Partial<GenericError>;
  const isOne = apiIds.some(apiId => findBy?.call(error, 'apiId', apiId) != null);
  return isOne || (cause !== undefined && isAnswer(cause, ...apiIds));
}

function innermost(error: unknown): readonly unknown[] {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.flatMap(innermost);
  if (error instanceof Error && error.cause !== undefined) return innermost(error.cause);
  return [error];
}
