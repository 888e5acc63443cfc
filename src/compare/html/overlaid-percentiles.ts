import { percentileChart } from '../../report/html/charts/percentile-chart.ts';
import type { Markup } from '../../report/html/markup.ts';
import type { Comparison } from '../comparison.generated.ts';
import { sideLook } from './side-look.ts';

/** Distributions of latency and lag over all runs of a side, both sides in one plot; only where both were measured. */
export function overlaidPercentiles({ distributions, sides, captures }: Comparison): Markup[] {
  return distributions
    .filter(({ base, candidate }) => base.count > 0 && candidate.count > 0)
    .map(({ name, capture, base, candidate }, index) => {
      const of = capture === null || captures.length === 1 ? '' : ` of ${capture}`;
      const title = name === 'latency' ? 'Latency by percentile' : `Lag${of} by percentile`;
      return percentileChart({ id: `percentiles-${index + 1}`, title }, [
        { label: sides.candidate.name, stroke: sideLook.candidate, times: candidate },
        { label: sides.base.name, stroke: sideLook.base, times: base },
      ]);
    });
}
