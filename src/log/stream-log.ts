import type { StreamObserver } from '../execute/stream-observer.ts';
import type { Model } from '../model/model.ts';
import type { Log } from '../shared/logs.ts';
import { operationLog, type RowCounts } from './operation-log.ts';
import { TroubleLog } from './trouble-log.ts';

/** What of a stream goes to the log while it runs. */
export interface StreamLog {
  /** To be told after the ones that count `rows`. Levels that are not written have no observer, so they cost nothing. */
  readonly observers: readonly StreamObserver[];
  /** To be called when the stream is over. */
  finish(): void;
}

export function streamLog(log: Log, model: Model, rows: RowCounts): StreamLog {
  const trouble = log.isEnabled('warn') ? new TroubleLog(log, model) : undefined;
  const operations = log.isEnabled('debug') ? operationLog(log, model, rows) : undefined;
  return {
    observers: [trouble, operations].filter(each => each !== undefined),
    finish: () => trouble?.finish(),
  };
}
