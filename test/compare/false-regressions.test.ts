import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NoisyMeasured } from '../../src/compare/measured.ts';
import { alpha } from '../../src/compare/significance.ts';
import { binomial } from '../../src/compare/statistics/mann-whitney.ts';
import { assertShare } from '../plan/chi-square.ts';
import { buildCapture, compared, distributionOf, metricOf, sideOf } from './build-sides.ts';
import {
  isRegression,
  measuredOf,
  seededRandom,
  simulateSides,
  type Noise,
  type Order,
  type Tolerance,
} from './simulated-runs.ts';

const sets = 2_000;

interface Design {
  readonly runs: number;
  readonly metrics: number;
}

/** So many of the sets may be told as regressions where each is with a probability of 5 %: more are once in 1,000 tries. */
const mostFalse = largestLikely(sets, alpha, 0.001);

/** The largest count whose probability to be reached by `sets` tries is at least `unlikely`. */
function largestLikely(tries: number, probability: number, unlikely: number): number {
  let atLeast = 0;
  for (let count = tries; count > 0; count--) {
    let log = count * Math.log(probability) + (tries - count) * Math.log(1 - probability);
    for (let step = 1; step <= count; step++) log += Math.log((tries - count + step) / step);
    atLeast += Math.exp(log);
    if (atLeast >= unlikely) return count;
  }
  return 0;
}

interface Design {
  readonly runs: number;
  readonly metrics: number;
}

const calm: Noise = { cv: 0.02, tail: 'lognormal', shared: 0, drift: 1 };
const small: readonly Design[] = [
  { runs: 4, metrics: 3 },
  { runs: 5, metrics: 3 },
];
/** With as many runs as the design asks for so many primary metrics, and no more. */
const all: readonly Design[] = [...small, { runs: 5, metrics: 12 }];
const proofs: readonly { readonly name: string; readonly noise: Noise; readonly designs: readonly Design[] }[] = [
  { name: 'lognormal, 2 %', noise: calm, designs: all },
  { name: 'lognormal, 30 %, metrics of a run alike', noise: { ...calm, cv: 0.3, shared: 0.8 }, designs: small },
  { name: 'heavy tail, 10 %', noise: { ...calm, cv: 0.1, tail: 'heavy', shared: 0.3 }, designs: all },
];
const drifting: Noise = { cv: 0.05, tail: 'lognormal', shared: 0.3, drift: 2 };

interface Judged {
  readonly order?: Order;
  readonly tolerance?: Tolerance;
  readonly judge?: (measured: readonly NoisyMeasured[]) => boolean;
  readonly of?: number;
}

/** Of the sets in which nothing differs, how many are told as a regression, of any of the metrics. */
function falseRegressions(name: string, noise: Noise, { runs, metrics }: Design, judged: Judged = {}): number {
  const { order = 'interleaved', tolerance = 'none', judge = isRegression, of = sets } = judged;
  const random = seededRandom(`${name}/${runs}/${metrics}`);
  let told = 0;
  for (let set = 0; set < of; set++) {
    if (judge(measuredOf(simulateSides(noise, { runs, metrics, order }, random), tolerance))) told += 1;
  }
  return told;
}

test('the bound is above 5 % of the sets, and not far above', () => {
  assert.ok(mostFalse > sets * alpha && mostFalse < sets * alpha * 1.4, String(mostFalse));
});

// With tolerance and floor a difference must also be large: without them all rests on the test and on Holm.
for (const { name, noise, designs } of proofs) {
  for (const { runs, metrics } of designs) {
    test(`A/A, ${name}: ${runs} runs a side, ${metrics} metrics`, t => {
      const told = falseRegressions(name, noise, { runs, metrics });
      t.diagnostic(`${told} of ${sets} sets are told as regressions`);
      assert.ok(told <= mostFalse, `${told} of ${sets}, and ${mostFalse} would be a rare 5 %`);
      if (noise.shared > 0) return;
      // Of independent metrics it is known how many: as the dealings of runs make it. U has 1, 2 and 4 dealings at its
      // end, and Holm's first step decides whether there is any.
      const dealings = binomial(2 * runs, runs);
      const significant = [4, 2, 1].find(count => (count / dealings) * metrics <= alpha)!;
      assertShare(told, sets, 1 - (1 - significant / dealings) ** metrics, 'as many as the dealings make');
    });
  }
}

test('A/A, the machine takes twice the time in the end: interleaved runs hold the bound, others do not', () => {
  const design = { runs: 5, metrics: 3 };
  const interleaved = falseRegressions('drift', drifting, design);
  assert.ok(interleaved <= mostFalse, `${interleaved} of ${sets}`);
  // Canary: the drift is there, and large enough to be told as a regression where one side runs after the other.
  const inTurn = falseRegressions('drift', drifting, design, { order: 'one after the other', of: 200 });
  assert.ok(inTurn > 100, `${inTurn} of 200`);
});

test('tolerance and floor leave none where the noise is small', () => {
  const told = falseRegressions('tolerance', calm, { runs: 5, metrics: 3 }, { tolerance: 'default', of: 500 });
  assert.equal(told, 0);
});

test('canary: each metric by itself, without Holm, breaks the bound', () => {
  const alone = (measured: readonly NoisyMeasured[]): boolean => measured.some(metric => isRegression([metric]));
  const three = falseRegressions('no Holm', calm, { runs: 5, metrics: 3 }, { judge: alone });
  assert.ok(three > mostFalse, `${three} of ${sets}`);
  // Of twelve even a quarter of the sets breaks it.
  const twelve = falseRegressions('no Holm', calm, { runs: 5, metrics: 12 }, { judge: alone, of: sets / 4 });
  assert.ok(twelve > mostFalse, `${twelve} of ${sets / 4}`);
});

test('what is simulated is what compare judges: whole reports with these values get the same words', () => {
  const random = seededRandom('whole reports');
  const noise: Noise = { cv: 0.1, tail: 'heavy', shared: 0.3, drift: 1 };
  const ids = ['throughput', 'latency.p99', 'lag.p99@reference'];
  const outcomes = new Set<string>();
  for (let set = 0; set < 24; set++) {
    const sides = simulateSides(noise, { runs: 5, metrics: 3, order: 'interleaved' }, random);
    // Every second set is slower: else nothing but "same" would be compared.
    const change = set % 2 === 0 ? {} : { throughput: 0.7, 'latency.p99': 1.4 };
    const measured = measuredOf(sides, 'default', change);
    const sideFrom = (name: 'base' | 'candidate') =>
      sideOf(
        name,
        sides[name].map((_, run) => {
          const [achieved, latency, lag] = measured.map(metric => metric[name].runs[run]!) as [number, number, number];
          const capture = buildCapture();
          return {
            streamPhase: { achieved, latencyMs: { ...distributionOf([latency]), p99: latency } },
            captures: { reference: { ...capture, lagMs: { ...capture.lagMs, p99: lag } } },
          };
        }),
      );
    const comparison = compared(sideFrom('base'), sideFrom('candidate'));
    assert.equal(comparison.verdict === 'failed', isRegression(measured), `set ${set}`);
    for (const id of ids) outcomes.add(metricOf(comparison, id).outcome);
  }
  assert.deepEqual([...outcomes].sort(), ['better', 'regression', 'same', 'suspect']);
});
