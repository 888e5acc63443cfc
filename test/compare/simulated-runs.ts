import seedrandom from 'seedrandom';
import { interleaved } from '../../src/commands/interleaved.ts';
import { judgeNoisy } from '../../src/compare/judge-noisy.ts';
import type { NoisyMeasured } from '../../src/compare/measured.ts';
import { significanceOf } from '../../src/compare/significance.ts';
import { compareSettings } from '../../src/scenario/compare-settings.ts';

/** Numbers from a seed: in [0, 1), and of the standard normal distribution. */
export interface Random {
  readonly unit: () => number;
  readonly normal: () => number;
}

export function seededRandom(seed: string): Random {
  const unit = seedrandom.alea(seed);
  // Box and Muller (1958); of 1 - u, since the logarithm of 0 is none.
  return { unit, normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()) };
}

/** How the values of one metric differ between runs in which nothing differs. */
export interface Noise {
  /** Standard deviation over mean, of the lognormal part. */
  readonly cv: number;
  /** Heavy tail: one run in ten is hit by a stall of up to many times its value (Pareto, index 1.5). */
  readonly tail: 'lognormal' | 'heavy';
  /** Of the noise, the part that hits all metrics of a run alike: 0 to 1. */
  readonly shared: number;
  /** By how many times the machine is slower in the last run of the set than in the first one. */
  readonly drift: number;
}

/** In which order the runs of both sides are made: as `run a.yaml b.yaml --repeat N` does, or one side after the other. */
export type Order = 'interleaved' | 'one after the other';

const typical = { throughput: 1_000, 'latency.p99': 20, 'lag.p99': 100 } as const;
type Name = keyof typeof typical;
const names = Object.keys(typical) as Name[];

/** By what the candidate's values are multiplied. */
export type Change = Readonly<Partial<Record<Name, number>>>;

/** Values of a run by metric (throughput, latency p99, lag p99); the three primary ones in turn where there are more. */
export type Run = readonly number[];

export interface Sides {
  readonly base: readonly Run[];
  readonly candidate: readonly Run[];
}

/** A set of runs of both sides in which nothing differs but what noise does. */
export function simulateSides(
  { cv, tail, shared, drift }: Noise,
  { runs, metrics, order }: { readonly runs: number; readonly metrics: number; readonly order: Order },
  random: Random,
): Sides {
  const sides = { base: [] as Run[], candidate: [] as Run[] };
  const both = ['base', 'candidate'] as const;
  const turns = order === 'interleaved' ? interleaved(both, runs) : both.flatMap(side => Array(runs).fill(side));
  const sigma = Math.sqrt(Math.log(1 + cv ** 2));
  for (const [place, side] of turns.entries()) {
    const common = random.normal();
    const drifted = 1 + ((drift - 1) * place) / (turns.length - 1);
    const values = Array.from({ length: metrics }, (_, metric) => {
      const own = Math.sqrt(shared) * common + Math.sqrt(1 - shared) * random.normal();
      const isHit = tail === 'heavy' && random.unit() < 0.1;
      const stall = isHit ? (1 - random.unit()) ** (-1 / 1.5) : 1;
      const slower = Math.exp(sigma * own) * stall * drifted;
      const name = names[metric % names.length]!;
      return name === 'throughput' ? typical[name] / slower : typical[name] * slower;
    });
    sides[side as keyof Sides].push(values);
  }
  return sides;
}

/** How metrics are judged: by the defaults of `compare`, or by significance alone. */
export type Tolerance = 'default' | 'none';

const settings = compareSettings({});

/** The values as the judging functions take them. */
export function measuredOf({ base, candidate }: Sides, tolerance: Tolerance, change: Change = {}): NoisyMeasured[] {
  return base[0]!.map((_, metric): NoisyMeasured => {
    const name = names[metric % names.length]!;
    const family = name.split('.')[0] as 'throughput' | 'latency' | 'lag';
    const id = `${name}#${metric}`;
    const after = candidate.map(run => run[metric]! * (change[name] ?? 1));
    return {
      id,
      name,
      label: name,
      capture: null,
      path: { base: id, candidate: id },
      mayDecide: true,
      decides: true,
      incomparable: undefined,
      unit: name === 'throughput' ? 'perSecond' : 'ms',
      betterWhen: name === 'throughput' ? 'higher' : 'lower',
      tolerance: tolerance === 'none' ? 0 : settings.tolerance[family],
      floor: tolerance === 'none' ? 0 : settings.floor[family],
      base: { runs: base.map(run => run[metric]!), value: null },
      candidate: { runs: after, value: null },
    };
  });
}

/** What `compare` makes of them: the names of the metrics that are regressions. */
export function regressionsOf(measured: readonly NoisyMeasured[]): string[] {
  const { base, candidate } = measured[0]!;
  const runs = { base: base.runs.length, candidate: candidate.runs.length };
  const judged = judgeNoisy(measured, significanceOf(runs, measured.length));
  return judged.filter(({ outcome }) => outcome === 'regression').map(({ name }) => name);
}

export function isRegression(measured: readonly NoisyMeasured[]): boolean {
  return regressionsOf(measured).length > 0;
}
