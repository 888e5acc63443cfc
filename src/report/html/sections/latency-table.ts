import type { Percentiles, Report } from '../../report.generated.ts';
import { markup, type Markup } from '../markup.ts';
import { latencyText, notMeasured, numberText } from '../number-text.ts';
import { table, type Column } from '../table.ts';

const measures = [
  ['p50', 'p50'],
  ['p90', 'p90'],
  ['p95', 'p95'],
  ['p99', 'p99'],
  ['p99.9', 'p999'],
  ['max', 'max'],
] as const;

/** One column for each percentile of what `of` takes from a row. */
export function percentileColumns<Row>(of: (row: Row) => Percentiles): Column<Row>[] {
  return measures.map(([heading, measure]) => ({
    heading,
    number: true,
    cell: row => latencyText(of(row)[measure]),
  }));
}

/** Latency and service time of the whole stream. */
export function latencyTable({ streamPhase }: Report): Markup {
  return table(
    `Times of all operations in ms; ${notMeasured} where nothing was measured`,
    [
      { heading: 'Time', cell: row => markup`${row.name} <div class="note">${row.span}</div>` },
      { heading: 'Operations', number: true, cell: row => numberText(row.times.count) },
      ...percentileColumns<{ name: string; span: string; times: Percentiles }>(row => row.times),
    ],
    [
      { name: 'Latency', span: 'from the due time to the answer', times: streamPhase.latencyMs },
      { name: 'Service time', span: 'from the send to the answer', times: streamPhase.serviceMs },
    ],
  );
}
