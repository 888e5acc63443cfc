import type { RunFigure } from '../run-figures.ts';
import type { FigureSpread } from '../run-spread.ts';

/** What was measured of one scenario, over its runs. */
export interface MeasuredScenario {
  readonly name: string;
  readonly spreads: readonly FigureSpread[];
}

/**
 * The JSON of github-action-benchmark (`customSmallerIsBetter`, `customBiggerIsBetter`): the median over a scenario's runs,
 * and how far they lie apart where there are several. A file holds one direction, as the action wants it.
 */
export function renderBenchmark(scenarios: readonly MeasuredScenario[], better: RunFigure['better']): string {
  const entries = scenarios.flatMap(({ name, spreads }) =>
    spreads.filter(({ figure }) => figure.better === better).map(spread => entry(name, spread)),
  );
  return `${JSON.stringify(entries, null, 2)}\n`;
}

function entry(scenario: string, { figure, count, lowest, median, highest }: FigureSpread): object {
  const several = count < 2 ? {} : { range: `${lowest} to ${highest}`, extra: `median of ${count} runs` };
  return { name: `${scenario}: ${figure.name}`, unit: figure.unit, value: median, ...several };
}
