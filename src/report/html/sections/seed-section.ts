import { formatDurationMs } from '../../../shared/duration.ts';
import type { Report } from '../../report.generated.ts';
import { identifier } from '../identifier.ts';
import type { Markup } from '../markup.ts';
import { countOf, notMeasured, numberText } from '../number-text.ts';
import { emptyNote } from '../section.ts';
import { table } from '../table.ts';

/** The bulk load by table. */
export function seedTable({ seedPhase, continues }: Report): Markup {
  if (continues !== null) {
    const { streams, operations, plannedMs } = continues;
    const before = `${countOf(streams, 'stream')}, ${countOf(operations, 'operation')}, ${formatDurationMs(plannedMs)} of planned time`;
    return emptyNote(`Seeded before: this stream goes on behind ${before}.`);
  }
  const tables = Object.entries(seedPhase.tables);
  if (tables.length === 0) return emptyNote('Nothing was measured: no table was seeded.');
  const speed = `${numberText(Math.round(seedPhase.rowsPerSecond))} rows a second`;
  return table(
    `${countOf(seedPhase.rows, 'row')} in ${formatDurationMs(seedPhase.durationMs)}, ${speed}`,
    [
      { heading: 'Table', cell: ([name]) => identifier(name) },
      { heading: 'Rows', number: true, cell: ([, each]) => numberText(each.rows) },
      { heading: 'Time', number: true, cell: ([, each]) => formatDurationMs(each.durationMs) },
      { heading: 'Rows/s', number: true, cell: ([, each]) => speedOf(each.rows, each.durationMs) },
    ],
    tables,
  );
}

function speedOf(rows: number, ms: number): string {
  return ms > 0 ? numberText(Math.round((rows / ms) * 1_000)) : notMeasured;
}
