// How often `compare` finds a planted slowdown of 15 % (throughput x 0.85, latency x 1.15), by simulation through its own
// judging functions: at the noise that compare-noise.ts measured, and up to which noise in nine of ten.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isRegression,
  measuredOf,
  regressionsOf,
  seededRandom,
  simulateSides,
  type Run,
} from '../compare/simulated-runs.ts';
import { cvPercent, median, type Bench, type Figure } from './harness/figure.ts';

const runsASide = [4, 5, 7, 10];
const slower = { throughput: 0.85, 'latency.p99': 1.15 } as const;
const rounds = 5;
const setsARound = 400;
const asked = 0.9;

/** Where `npm run bench` is started: in the package, not in the copy that is compiled. */
const noiseFile = join(process.cwd(), 'reports/bench/compare-noise.ndjson');

/** The runs of compare-noise.ts. */
function measuredRuns(): Run[] {
  if (!existsSync(noiseFile)) {
    const command = `node --import tsx test/bench/compare-noise.ts > ${noiseFile}`;
    console.error(`no noise was measured here, so only its limits are told: ${command}`);
    return [];
  }
  const lines = readFileSync(noiseFile, 'utf8').trim().split('\n');
  return lines
    .map(line => JSON.parse(line) as { throughput: number; p99: number; lagP99: number })
    .map(({ throughput, p99, lagP99 }) => [throughput, p99, lagP99]);
}

function noiseFigure(name: string, values: readonly number[]): Figure {
  const value = cvPercent(values);
  const goal = `for information: of ${values.length} runs`;
  return { name: `measured noise of ${name}`, unit: '% CV', value, rounds: [value], against: undefined, goal };
}

/** Sets of runs are drawn from the measured ones with replacement, whole runs, so that their metrics stay together. */
function powerAtMeasured(measured: readonly Run[], runs: number): Figure {
  const random = seededRandom(`measured/${runs}`);
  const drawn = (): Run[] => Array.from({ length: runs }, () => measured[Math.floor(random.unit() * measured.length)]!);
  const shares = Array.from({ length: rounds }, () => {
    let found = 0;
    for (let set = 0; set < setsARound; set++) {
      if (isRegression(measuredOf({ base: drawn(), candidate: drawn() }, 'default', slower))) found += 1;
    }
    return (100 * found) / setsARound;
  });
  const name = `15 % slower found at the measured noise, ${runs} runs a side`;
  return { name, unit: '% of sets', value: median(shares), rounds: shares, against: undefined, goal: '90 %' };
}

/** How often the slowdown of one metric is found at a lognormal noise, three primary metrics under Holm. */
function power(metric: keyof typeof slower, cv: number, runs: number): number {
  // The same random numbers at every noise: power falls as noise grows, and not by chance.
  const random = seededRandom(`power/${metric}/${runs}`);
  const noise = { cv, tail: 'lognormal', shared: 0, drift: 1 } as const;
  const change = { [metric]: slower[metric] };
  let found = 0;
  for (let set = 0; set < setsARound; set++) {
    const sides = simulateSides(noise, { runs, metrics: 3, order: 'interleaved' }, random);
    if (regressionsOf(measuredOf(sides, 'default', change)).includes(metric)) found += 1;
  }
  return found / setsARound;
}

/** The largest noise at which the slowdown is found in nine of ten sets. */
function noiseLimit(metric: keyof typeof slower, runs: number): Figure {
  let [low, high] = [0, 0.5];
  while (high - low > 0.001) {
    const middle = (low + high) / 2;
    if (power(metric, middle, runs) >= asked) low = middle;
    else high = middle;
  }
  const value = 100 * low;
  const name = `${metric}: 15 % slower found in 90 %, ${runs} runs a side, up to a noise of`;
  return { name, unit: '% CV', value, rounds: [value], against: undefined, goal: 'above the measured noise' };
}

const comparePower: Bench = async () => {
  const measured = measuredRuns();
  const names = measured.length === 0 ? [] : ['throughput', 'latency p99', 'lag p99'];
  return [
    ...names.map((name, metric) =>
      noiseFigure(
        name,
        measured.map(run => run[metric]!),
      ),
    ),
    ...(measured.length === 0 ? [] : runsASide.map(runs => powerAtMeasured(measured, runs))),
    ...runsASide.map(runs => noiseLimit('throughput', runs)),
    ...runsASide.map(runs => noiseLimit('latency.p99', runs)),
  ];
};

export default comparePower;
