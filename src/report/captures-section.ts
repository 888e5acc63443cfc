import type { Difference } from '../observe/verify/capture-result.ts';
import type { EventCapture, Report, TableCapture } from './report.generated.ts';
import type { CaptureOutcome, RunRecord } from './run-record.ts';

type EventOutcome = Extract<CaptureOutcome, { kind: EventCapture['kind'] }>;
type TableOutcome = Extract<CaptureOutcome, { kind: 'table' }>;

/** What each capture made of the run. */
export function capturesSection({ captures, state }: RunRecord): Report['captures'] {
  const isWrongThere = 'matches' in state ? !state.matches : undefined;
  return Object.fromEntries(
    Object.entries(captures).map(([name, outcome]) => [
      name,
      outcome.kind === 'table' ? tableCapture(outcome, isWrongThere) : eventCapture(outcome),
    ]),
  );
}

function eventCapture({ kind, connector, status, voidReason, attributedTo, ...result }: EventOutcome): EventCapture {
  const { lagMs, drainMs, byTable, examples, series, foreign, undecodable, ...counts } = result;
  return {
    kind,
    connector,
    status,
    voidReason,
    attributedTo,
    ...counts,
    foreign,
    undecodable,
    lagMs,
    lagSource: 'commit time of the change',
    drainMs,
    byTable,
    examples: examples.map(example => ({
      ...example,
      key: [...example.key],
      differences: example.differences.map(said),
    })),
    series: [...series],
  };
}

/** @param isWrongThere whether the source itself differs from the prediction; undefined where nobody knows */
function tableCapture(outcome: TableOutcome, isWrongThere: boolean | undefined): TableCapture {
  const { kind, connector, status, voidReason, convergedMs, convergedUncertaintyMs, looks } = outcome;
  const tables = Object.values(outcome.tables);
  const total = (of: (table: (typeof tables)[number]) => number): number =>
    tables.reduce((sum, table) => sum + of(table), 0);
  const whose = isWrongThere === true ? 'server or harness' : 'connector';
  return {
    kind,
    connector,
    status,
    voidReason,
    attributedTo: status !== 'findings' || isWrongThere === undefined ? null : whose,
    rows: total(table => table.rows),
    expectedRows: total(table => table.expectedRows),
    matches: tables.length === 0 ? null : tables.every(table => table.matches),
    differences: total(table => table.differences),
    convergedMs,
    convergedUncertaintyMs,
    looks,
    tables: { ...outcome.tables },
  };
}

/** A value that is not said is left out. */
function said({ column, expected, actual }: Difference): EventCapture['examples'][number]['differences'][number] {
  return { column, ...(expected !== undefined && { expected }), ...(actual !== undefined && { actual }) };
}
