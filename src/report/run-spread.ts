import { runFigures, type RunFigure } from './run-figures.ts';
import type { Report } from './report.generated.ts';

/** How far the runs of one scenario lie apart in one figure. */
export interface FigureSpread extends Spread {
  readonly figure: Pick<RunFigure, 'name' | 'unit' | 'better'>;
}

interface Spread {
  /** How many runs have a value. */
  readonly count: number;
  readonly lowest: number;
  readonly median: number;
  readonly highest: number;
  /** (highest - lowest) / median; undefined where the median is 0, or one run alone has the figure. */
  readonly relative: number | undefined;
}

/** Every figure that any of the runs has, in the order of the first. */
export function figureSpreads(reports: readonly Report[]): FigureSpread[] {
  const values = new Map<string, { figure: RunFigure; found: number[] }>();
  for (const figure of reports.flatMap(runFigures)) {
    const known = values.get(figure.name) ?? { figure, found: [] };
    known.found.push(figure.value);
    values.set(figure.name, known);
  }
  return [...values.values()].map(({ figure, found }) => ({ figure, ...spreadOf(found) }));
}

/** How far values lie apart; there must be one. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [lowest, highest] = [sorted[0]!, sorted.at(-1)!];
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  const relative = sorted.length < 2 || median === 0 ? undefined : (highest - lowest) / median;
  return { count: sorted.length, lowest, median, highest, relative };
}
