import { formatDurationMs } from '../../../shared/duration.ts';
import type { Report, SeriesSlice } from '../../report.generated.ts';
import { latencyChart } from '../charts/latency-chart.ts';
import { percentileChart } from '../charts/percentile-chart.ts';
import { rejectionsChart } from '../charts/rejections-chart.ts';
import { throughputChart } from '../charts/throughput-chart.ts';
import { markup, type Content } from '../markup.ts';
import { latencyText, notMeasured, numberText } from '../number-text.ts';
import { emptyNote } from '../section.ts';
import { table } from '../table.ts';

/** The stream over time as pictures, and the numbers of those pictures as a table. */
export function charts({ streamPhase }: Report): Content {
  const { series, latencyMs, serviceMs } = streamPhase;
  const measured = series.some(slice => slice.max !== null);
  if (series.length === 0 && latencyMs.count === 0) return emptyNote('Nothing was measured: no operation was sent.');
  return [
    series.length > 0 && throughputChart(series),
    measured && latencyChart(series, latencyMs.p50),
    !measured && emptyNote('No latency was measured: no operation was answered.'),
    series.some(slice => slice.rejected > 0) && rejectionsChart(series),
    latencyMs.count > 0 && percentileChart(latencyMs, serviceMs),
    series.length > 0 && seriesTable(series),
  ];
}

function seriesTable(series: readonly SeriesSlice[]): Content {
  const column = (
    heading: string,
    of: (slice: SeriesSlice) => number | null,
    text: (value: number | null) => string,
  ) => ({
    heading,
    number: true,
    cell: (slice: SeriesSlice) => text(of(slice)),
  });
  const rows = table(
    `Slices of the stream, latencies in ms; ${notMeasured} where nothing was measured`,
    [
      { heading: 'From', cell: slice => (slice.atMs === 0 ? '0 s' : formatDurationMs(slice.atMs)) },
      column('Asked', slice => slice.asked, numberText),
      column('Committed', slice => slice.committed, numberText),
      column('Rejected', slice => slice.rejected, numberText),
      column('p50', slice => slice.p50, latencyText),
      column('p95', slice => slice.p95, latencyText),
      column('p99', slice => slice.p99, latencyText),
      column('max', slice => slice.max, latencyText),
    ],
    series,
  );
  return markup`<details class="numbers"><summary>The numbers of these charts</summary>
${rows}</details>
`;
}
