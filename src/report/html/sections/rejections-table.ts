import type { Report } from '../../report.generated.ts';
import type { Content } from '../markup.ts';
import { numberText } from '../number-text.ts';
import { table } from '../table.ts';

/** PostgreSQL's own names for what a workload usually meets (appendix A of its manual); other codes stand alone. */
const conditionNames: Readonly<Record<string, string>> = {
  '22001': 'string_data_right_truncation',
  '22003': 'numeric_value_out_of_range',
  '22P02': 'invalid_text_representation',
  '23502': 'not_null_violation',
  '23503': 'foreign_key_violation',
  '23505': 'unique_violation',
  '23514': 'check_violation',
  '23P01': 'exclusion_violation',
  '40001': 'serialization_failure',
  '40P01': 'deadlock_detected',
  '42501': 'insufficient_privilege',
  '42P01': 'undefined_table',
  '53100': 'disk_full',
  '53300': 'too_many_connections',
  '55P03': 'lock_not_available',
  '57014': 'query_canceled',
  P0001: 'raise_exception',
};

/** Rejections by SQLSTATE, most frequent first; undefined where nothing was rejected. */
export function rejectionsTable({ streamPhase }: Report): Content {
  const rows = Object.entries(streamPhase.bySqlState).sort(([, a], [, b]) => b - a);
  if (rows.length === 0) return undefined;
  return table(
    'Operations that the server rejected, by SQLSTATE',
    [
      { heading: 'SQLSTATE', cell: ([state]) => state },
      { heading: 'Condition', cell: ([state]) => conditionNames[state] ?? '' },
      { heading: 'Operations', number: true, cell: ([, count]) => numberText(count) },
    ],
    rows,
  );
}
