/** One question that a run or a comparison answers: a check, a threshold, a table, a capture, a metric. */
export interface JudgedCase {
  /** What kind of question it is, such as `checks`. */
  readonly group: string;
  readonly name: string;
  /** `error`: it could not be answered. `suspect`: worse, but nothing proves it. `skipped`: the answer does not count. */
  readonly status: 'passed' | 'failed' | 'error' | 'suspect' | 'skipped';
  /** What was found, in one line; empty where there is nothing to add. */
  readonly message: string;
  /** More lines, such as the SQL and the first rows. */
  readonly details: readonly string[];
  /** Where the scenario asks it, such as `['thresholds', 0]`; undefined: nowhere in particular. */
  readonly path?: readonly (string | number)[] | undefined;
}

/** A run or a comparison with everything that it judged. */
export interface JudgedSubject {
  /** Unique in a file of several: the scenario's name, and the number of the run where there are more. */
  readonly name: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly cases: readonly JudgedCase[];
  /** The scenario, for annotations; undefined: none. */
  readonly file?: string | undefined;
  /** The place in a file of what a case asks; undefined: not known. */
  readonly placeOf?: ((path: readonly (string | number)[]) => Place) | undefined;
}

/** In a file, from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Failed and unanswered ones. */
export function isBad({ status }: JudgedCase): boolean {
  return status === 'failed' || status === 'error';
}
