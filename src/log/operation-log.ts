import type { Outcome } from '../execute/operation-sender.ts';
import type { StreamObserver } from '../execute/stream-observer.ts';
import type { Model } from '../model/model.ts';
import type { Operation } from '../plan/operation.ts';
import type { Log, LogFields } from '../shared/logs.ts';

/** Rows that took effect so far. */
export interface RowCounts {
  readonly insert: number;
  readonly update: number;
  readonly delete: number;
}

/**
 * Writes a line at debug for each operation when it is answered (a skip: when it is passed over).
 * @param rows read when a line is written: who counts them must be told of an answer before this is
 */
export function operationLog(log: Log, model: Model, rows: RowCounts): StreamObserver {
  return {
    sent: () => undefined,
    skipped: operation => log.debug('skipped', { ...place(operation, model), outcome: 'skipped' }),
    retried: operation => log.debug('sent again', place(operation, model)),
    answered: (operation, outcome, { dueUs, answeredUs }) =>
      log.debug('operation', {
        ...place(operation, model),
        ...statements(operation, model),
        inserts: rows.insert,
        updates: rows.update,
        deletes: rows.delete,
        ...outcomeFields(outcome),
        latencyMs: Math.round(answeredUs - dueUs) / 1_000,
      }),
  };
}

function place({ lane, number, event }: Operation, { events }: Model): LogFields {
  return { lane, number, event: event === undefined ? null : events[event]!.name };
}

/** The first statement's row as fields of the line; of a transaction of several, all of them in a list too. */
function statements({ changes }: Operation, { tables }: Model): LogFields {
  const all = changes.map(({ step, key }) => ({
    kind: step.kind,
    table: tables[step.table]!.name,
    key: key.length === 1 ? key[0] : key,
  }));
  return all.length > 1 ? { ...all[0], statements: all } : { ...all[0] };
}

function outcomeFields(outcome: Outcome): LogFields {
  switch (outcome.kind) {
    case 'committed':
      return { outcome: outcome.kind };
    case 'rejected':
      return { outcome: outcome.kind, sqlState: outcome.sqlState };
    case 'unknown':
      return { outcome: outcome.kind, reason: outcome.reason };
  }
}
