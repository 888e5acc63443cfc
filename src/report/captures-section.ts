import type { Difference } from '../observe/verify/capture-result.ts';
import type { Report } from './report.generated.ts';
import type { RunRecord } from './run-record.ts';

/** What each capture made of the run. */
export function capturesSection({ captures }: RunRecord): Report['captures'] {
  return Object.fromEntries(
    Object.entries(captures).map(([name, { kind, connector, status, voidReason, attributedTo, ...result }]) => {
      const { lagMs, drainMs, byTable, examples, series, foreign, undecodable, ...counts } = result;
      return [
        name,
        {
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
        },
      ];
    }),
  );
}

/** A value that is not said is left out. */
function said({
  column,
  expected,
  actual,
}: Difference): Report['captures'][string]['examples'][number]['differences'][number] {
  return { column, ...(expected !== undefined && { expected }), ...(actual !== undefined && { actual }) };
}
