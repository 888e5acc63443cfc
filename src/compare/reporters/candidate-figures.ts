import type { MeasuredScenario } from '../../report/reporters/benchmark.ts';
import type { RunFigure } from '../../report/run-figures.ts';
import { spreadOf, type FigureSpread } from '../../report/run-spread.ts';
import type { Comparison, Metric } from '../comparison.generated.ts';

const units: Readonly<Partial<Record<Metric['unit'], RunFigure['unit']>>> = {
  ms: 'ms',
  bytes: 'bytes',
  perSecond: 'operations/s',
};

/** The noisy metrics of the candidate, named as those of its runs alone are, so that a history goes on from either. */
export function candidateFigures({ scenario, metrics }: Comparison): MeasuredScenario {
  return { name: scenario.name, spreads: metrics.flatMap(figureOf) };
}

/** Nothing where it was not measured in every run. */
function figureOf({ name, label, path, unit, betterWhen, candidate }: Metric): FigureSpread[] {
  const known = units[unit];
  const values = candidate.runs.filter(value => value !== null);
  if (known === undefined || values.length < candidate.runs.length) return [];
  const better = betterWhen === 'lower' ? 'smaller' : 'bigger';
  // A slot's path holds its name, which may be another one in every run.
  const figure = { name: name === 'retainedWal' ? label : path.candidate, unit: known, better } as const;
  return [{ figure, ...spreadOf(values) }];
}
