import type { Metric } from './comparison.generated.ts';
import type { Sample } from './measured.ts';
import { both, type Both, type SideInput } from './side-input.ts';
import { valueAt } from './value-at.ts';

/** A place in the reports of each side. */
export type Paths = Both<readonly string[]>;

/** The same place in both. */
export function samePath(...steps: string[]): Paths {
  return { base: steps, candidate: steps };
}

export function pathTexts(paths: Paths): Metric['path'] {
  return both(paths, steps => steps.join('.'));
}

/** The values of each run at a path, and what `whole` makes of those that were measured, if all were. */
export function samplesAt(
  sides: Both<SideInput>,
  paths: Paths,
  whole: (values: readonly number[]) => number,
): Both<Sample> {
  const sample = (side: 'base' | 'candidate'): Sample => {
    return sampleOf(
      sides[side].runs.map(({ report }) => valueAt(report, paths[side])),
      whole,
    );
  };
  return { base: sample('base'), candidate: sample('candidate') };
}

export function sampleOf(runs: readonly (number | null)[], whole: (values: readonly number[]) => number): Sample {
  const measured = runs.filter(value => value !== null);
  return { runs, value: measured.length === runs.length ? whole(measured) : null };
}

export function worst(values: readonly number[]): number {
  return Math.max(...values);
}
