import type { Report } from '../../report.generated.ts';
import { lagChart } from '../charts/lag-chart.ts';
import { latencyChart } from '../charts/latency-chart.ts';
import { percentileChart } from '../charts/percentile-chart.ts';
import { rejectionsChart } from '../charts/rejections-chart.ts';
import { retainedChart } from '../charts/retained-chart.ts';
import { throughputChart } from '../charts/throughput-chart.ts';
import { streamStart, timeLineOf } from '../charts/time-line.ts';
import { markup, type Content } from '../markup.ts';
import { emptyNote } from '../section.ts';
import { faultList, phaseList } from './phases.ts';

/** The run over time as pictures on one time axis, each with its numbers. */
export function charts(report: Report): Content {
  const { streamPhase, captures, slots } = report;
  const { series, latencyMs } = streamPhase;
  const measured = series.some(slice => slice.max !== null);
  if (series.length === 0 && latencyMs.count === 0) return emptyNote('Nothing was measured: no operation was sent.');
  const time = timeLineOf(report);
  return [
    phaseList(report),
    faultList(report),
    markup`<div class="over-time">
`,
    series.length > 0 && throughputChart(series, time),
    measured && latencyChart(series, latencyMs.p50, time),
    !measured && emptyNote('No latency was measured: no operation was answered.'),
    lagChart(captures, time),
    retainedChart(slots, streamStart(report).beforeStreamMs, time),
    series.some(slice => slice.rejected > 0)
      ? rejectionsChart(series, time)
      : markup`<p class="note">Errors: the server rejected no operation.</p>
`,
    markup`</div>
`,
  ];
}

/** The distribution of latency and service time. */
export function distribution({ streamPhase: { latencyMs, serviceMs } }: Report): Content {
  if (latencyMs.count === 0) return false;
  return percentileChart({ id: 'percentiles', title: 'Latency by percentile' }, [
    { label: 'service time, from the send', stroke: { name: 'ink', width: 1.5, dashes: '6 4' }, times: serviceMs },
    { label: 'latency, from the due time', stroke: { name: 'accent', width: 2.25 }, times: latencyMs },
  ]);
}
