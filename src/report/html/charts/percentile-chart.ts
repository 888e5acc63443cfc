import { scaleLinear } from 'd3-scale';
import type { Percentiles } from '../../report.generated.ts';
import type { Markup } from '../markup.ts';
import { latencyText } from '../number-text.ts';
import { chartFigure } from './chart-frame.ts';
import { valuesOf, type ChartSeries } from './chart-series.ts';
import { percentileCurve } from './percentile-curve.ts';
import type { Stroke } from './stroke.ts';
import { latencyAxis } from './value-axis.ts';

const labelled = [0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999];

/** One distribution of a percentile plot. */
export interface Distribution {
  readonly label: string;
  readonly stroke: Stroke;
  readonly times: Percentiles;
}

/**
 * Distributions of times in ms over their percentiles: each step to the right leaves a tenth of the values.
 * @param distributions from the back to the front; the last one decides the scale
 */
export function percentileChart(
  { id, title }: { readonly id: string; readonly title: string },
  distributions: readonly Distribution[],
): Markup {
  const curves = distributions.map(({ times }) => percentileCurve(times));
  const series = distributions.map(({ label, stroke }, index): ChartSeries => {
    const points = (curves[index]?.points ?? []).map(({ quantile, ms }) => ({
      from: nines(quantile),
      to: nines(quantile),
      value: ms,
    }));
    return { label, stroke, shape: 'line', points };
  });
  const places = series.flatMap(({ points }) => points.map(({ from }) => from));
  const at = scaleLinear([0, Math.max(1, ...places)], [0, 1]);
  const axis = latencyAxis(valuesOf(series), distributions.at(-1)?.times.p50 ?? null);
  const isExact = curves.every(({ exact }) => exact);
  return chartFigure({
    id,
    title,
    note: `Milliseconds; one in a hundred took longer than p99${axis.logarithmic ? '; logarithmic scale' : ''}${isExact ? '' : '; drawn from the percentiles, as a histogram cannot be read'}`,
    description: distributions
      .map(
        ({ label, times }) =>
          `${label}: median ${latencyText(times.p50)} ms, 99 % ${latencyText(times.p99)} ms, largest ${latencyText(times.max)} ms.`,
      )
      .join(' '),
    series,
    axis,
    at,
    xTicks: labelled
      .map(quantile => ({ at: at(nines(quantile)), label: percentileName(nines(quantile)) }))
      .filter(tick => tick.at <= 1),
    numbers: { heading: 'Percentile', at: percentileName, value: latencyText },
  });
}

/** 0.9 is 1, 0.99 is 2, 0.999 is 3: how many nines a quantile has. */
function nines(quantile: number): number {
  return -Math.log10(1 - quantile);
}

/** 2 is `p99`; no more digits than there are nines and two. */
function percentileName(place: number): string {
  return `p${Number((100 * (1 - 10 ** -place)).toFixed(Math.max(1, Math.ceil(place))))}`;
}
