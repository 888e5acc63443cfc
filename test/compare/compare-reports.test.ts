import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingsOf } from '../../src/compare/settings-of.ts';
import { UsageError } from '../../src/shared/errors.ts';
import type { Report } from '../../src/report/report.generated.ts';
import type { Overrides } from '../fixtures/reports/build-report.ts';
import { buildCapture, compared, distributionOf, metricOf, runWith, sideOf } from './build-sides.ts';

test('equal runs pass, with one run a side and no word of significance reached', () => {
  const comparison = compared(sideOf('a', [{}]), sideOf('b', [{}]));
  assert.equal(comparison.verdict, 'passed');
  assert.deepEqual(comparison.reasons, []);
  assert.equal(comparison.statistics.significance, 'unreachable');
  assert.match(comparison.warnings.join('\n'), /1 run a side: run-to-run noise is unknown/);
  assert.ok(comparison.metrics.every(({ outcome }) => outcome === 'same'));
});

for (const finding of ['missing', 'duplicated', 'outOfOrder', 'mismatched', 'unexpected', 'stale', 'undecodable']) {
  test(`one change ${finding} more is a regression, from one run a side`, () => {
    const captures = { reference: buildCapture({ [finding]: 1, status: 'findings' }) };
    const comparison = compared(
      sideOf('a', [{ captures: { reference: buildCapture() } }]),
      sideOf('b', [{ captures, verdict: 'failed' }]),
    );
    assert.equal(comparison.verdict, 'failed');
    assert.equal(comparison.metrics[0]!.id, `${finding}@reference`);
    assert.equal(comparison.metrics[0]!.outcome, 'regression');
    assert.equal(comparison.metrics[0]!.why, '1 after 0');
  });
}

test('what is rejected, of no effect, different at the end or a failed check is a regression', () => {
  const check = (passed: boolean) => {
    const asked = { name: 'c', origin: 'model', on: 'source', sql: 'x', expected: 'no rows' } as const;
    return { ...asked, actual: passed ? 'no rows' : '1 row', passed, error: null, rows: [] };
  };
  const bad: Overrides<Report> = {
    verdict: 'failed',
    streamPhase: { operations: { rejected: 1, noEffect: 1 } },
    state: { matches: false, tables: { consultas: { differences: 2, matches: false } } },
    checks: [check(false)],
  };
  const good = { checks: [check(true)] };
  const { metrics } = compared(sideOf('a', [good]), sideOf('b', [bad]));
  const worse = metrics.filter(({ outcome }) => outcome === 'regression').map(({ id }) => id);
  assert.deepEqual(worse.sort(), ['check c (on source)', 'noEffect', 'rejected', 'state']);
});

test('one run a side: a primary metric that is worse is suspect and not failed; better is said too', () => {
  const slower = compared(sideOf('a', [runWith(100, 10)]), sideOf('b', [runWith(80, 13)]));
  assert.equal(slower.verdict, 'suspect');
  assert.equal(metricOf(slower, 'latency.p99').outcome, 'suspect');
  assert.equal(metricOf(slower, 'throughput').outcome, 'suspect');
  const faster = compared(sideOf('a', [runWith(80, 13)]), sideOf('b', [runWith(100, 10)]));
  assert.equal(faster.verdict, 'passed');
  assert.equal(metricOf(faster, 'throughput').outcome, 'better');
});

test('two or three runs a side: suspect, and the words say how many it takes', () => {
  const slow = compared(
    sideOf('a', [runWith(100), runWith(101), runWith(102)]),
    sideOf('b', [runWith(50), runWith(51), runWith(52)]),
  );
  assert.equal(metricOf(slow, 'throughput').outcome, 'suspect');
  assert.equal(slow.verdict, 'suspect');
  assert.match(slow.statistics.says, /significance cannot be reached, that takes 4 runs a side/);
});

test('four runs a side find a regression of a metric that is worse in all of them', () => {
  const runs = (from: number) => [0, 1, 2, 3].map(run => runWith(from + run));
  const slow = compared(sideOf('a', runs(100)), sideOf('b', runs(80)));
  assert.equal(slow.verdict, 'failed');
  const throughput = metricOf(slow, 'throughput');
  assert.equal(throughput.p, 1 / 70);
  // Two primary metrics are measured: throughput and latency.
  assert.equal(throughput.pAdjusted, 2 / 70);
  assert.equal(throughput.effect!.absolute, -20);
  assert.equal(metricOf(slow, 'latency.p99').outcome, 'same');
  assert.equal(compared(sideOf('a', runs(80)), sideOf('b', runs(100))).verdict, 'passed');
});

test('a significant difference within the tolerance is none', () => {
  const runs = (from: number) => [0, 1, 2, 3].map(run => runWith(from + run * 0.01));
  const { verdict, metrics } = compared(sideOf('a', runs(100)), sideOf('b', runs(96)));
  assert.equal(verdict, 'passed');
  assert.match(metrics.find(({ id }) => id === 'throughput')!.why, /4 % lower, within the tolerance of 5 %/);
});

test('a metric that is no primary one is suspect at most and does not decide', () => {
  const runs = (ms: number) => [0, 1, 2, 3, 4].map(() => runWith(100, ms));
  const sides = { base: sideOf('a', runs(10)), candidate: sideOf('b', runs(20)) };
  const settings = settingsOf(sides, { primary: ['throughput'] });
  const comparison = compared(sides.base, sides.candidate, { settings });
  assert.equal(metricOf(comparison, 'latency.p99').outcome, 'suspect');
  assert.equal(comparison.verdict, 'passed');
});

test('percentiles of a side are those of the merged histograms, not an average', () => {
  const [low, high] = [distributionOf(Array(99).fill(1)), distributionOf(Array(99).fill(100))];
  const side = sideOf('a', [{ streamPhase: { latencyMs: low } }, { streamPhase: { latencyMs: high } }]);
  const { base } = metricOf(compared(side, sideOf('b', [{}])), 'latency.p95');
  assert.deepEqual(
    base.runs.map(value => Math.round(value!)),
    [1, 100],
  );
  assert.equal(Math.round(base.value!), 100);
});

test('runs that were limited by their generator are compared in what is exact only', () => {
  const limited = { streamPhase: { generatorLimited: true, achieved: 0.1 } };
  const comparison = compared(sideOf('a', [{}]), sideOf('b', [limited]));
  assert.equal(metricOf(comparison, 'throughput').outcome, 'notComparable');
  assert.equal(metricOf(comparison, 'rejected').outcome, 'same');
  assert.match(comparison.warnings[0]!, /b-0\.json is generator-limited/);
});

test('different workloads, tools, faults and earlier streams are refused, all at once, unless allowed', () => {
  const other = {
    workload: { digest: 'f'.repeat(64) },
    scenario: { resolved: { randomSeed: 2 } },
    tool: { version: '1.0.0', fakerVersion: '11.0.0' },
    faults: [{ capture: 'c', action: 'kill', plannedMs: 5, atMs: 6, downMs: 1, error: null } as const],
    continues: { streams: 1, operations: 5, plannedMs: 5 },
  };
  const compare = (allowDifferent: boolean) => compared(sideOf('a', [{}]), sideOf('b', [other]), { allowDifferent });
  assert.throws(
    () => compare(false),
    (error: unknown) => {
      assert.ok(error instanceof UsageError);
      for (const what of ['randomSeed', 'tool major', 'faker version', 'faults', 'streams before']) {
        assert.ok(error.message.includes(what), `${what} in ${error.message}`);
      }
      return error.hint!.includes('--allow-different');
    },
  );
  const { differences, scenario } = compare(true);
  assert.deepEqual(differences.filter(({ weight }) => weight === 'allowed').length, 5);
  assert.equal(scenario.workloadDigest, null);
});

test('incomplete runs are refused even where differences are allowed', () => {
  for (const cut of [
    { verdict: 'incomplete', reasons: ['interrupted by SIGINT'] },
    { verdict: 'failed', state: { status: 'notRun', matches: null } },
    { verdict: 'failed', streamPhase: { operations: { unknown: 1 } } },
    { verdict: 'failed', streamPhase: { operations: { unfinished: 5, sent: 145 } } },
  ] as const) {
    const candidate = sideOf('b', [{ ...cut, reasons: ['x'] }]);
    assert.throws(() => compared(sideOf('a', [{}]), candidate, { allowDifferent: true }), /b-0\.json is incomplete/);
  }
});

test('a run as fast as possible that was interrupted is refused, though its plan has no end to fall short of', () => {
  const endless = { plan: { operations: null, digest: null }, streamPhase: { operations: { planned: null } } };
  const wrong = { ...endless, verdict: 'failed' } as const;
  const cut = { ...wrong, reasons: ['a check failed', 'interrupted by SIGTERM'] };
  assert.throws(
    () => compared(sideOf('a', [endless]), sideOf('b', [cut]), { allowDifferent: true }),
    /b-0\.json is incomplete: interrupted by SIGTERM/,
  );
  // One until-stopped was ended as it should be: its report tells of no interruption, whatever a check is called.
  const stopped = { ...wrong, reasons: ['check "interrupted by SIGINT" failed'] };
  assert.equal(compared(sideOf('a', [endless]), sideOf('b', [stopped])).verdict, 'passed');
});

test('scenarios that say otherwise how to judge are a warning for each key; a default counts as said', () => {
  const judged = (compare: object) => ({ scenario: { resolved: { compare } } });
  const own = { primary: ['throughput'], tolerance: { latency: '15%' }, floor: { lag: '5ms' } };
  const { warnings, differences } = compared(sideOf('a', [{}]), sideOf('b', [judged(own)]));
  const told = warnings.filter(warning => warning.startsWith('compare.'));
  assert.deepEqual(told, [
    'compare.primary differs: base lag.p99 latency.p99 throughput, candidate throughput; the last run of the candidate decides, or a flag',
    'compare.tolerance.latency differs: base 10%, candidate 15%; the last run of the candidate decides, or a flag',
  ]);
  assert.ok(differences.every(({ weight }) => weight === 'warning'));
  // Also between runs of one side.
  const within = compared(sideOf('a', [{}]), sideOf('b', [judged(own), {}]));
  assert.match(within.warnings.join('\n'), /compare\.tolerance\.latency differs: base 10%, candidate 15%, 10%;/);
  const alike = compared(sideOf('a', [judged({})]), sideOf('b', [{}]));
  assert.doesNotMatch(alike.warnings.join('\n'), /compare\./);
});

test('other servers, settings and hosts are warnings', () => {
  const other = {
    environment: { host: { cpus: 64 }, server: { version: '17.2', settings: { fsync: 'off' } } },
  };
  const { warnings, verdict } = compared(sideOf('a', [{}]), sideOf('b', [other]));
  for (const what of ['server version', 'server setting fsync', 'processors']) {
    assert.ok(
      warnings.some(warning => warning.startsWith(`${what} differs`)),
      what,
    );
  }
  assert.equal(verdict, 'passed');
});

test('counts of runs that end after different numbers of changes are compared as shares', () => {
  const run = (expected: number, missing: number) => ({ captures: { c: buildCapture({ expected, missing }) } });
  const outcomeOf = (base: number[], candidate: number[]) =>
    metricOf(
      compared(sideOf('a', [run(base[0]!, base[1]!)]), sideOf('b', [run(candidate[0]!, candidate[1]!)])),
      'missing@c',
    ).outcome;
  assert.equal(outcomeOf([1_000, 2], [2_000, 4]), 'same');
  assert.equal(outcomeOf([1_000, 2], [2_000, 5]), 'regression');
  assert.equal(outcomeOf([1_000, 2], [2_000, 3]), 'better');
  assert.equal(outcomeOf([1_000, 0], [2_000, 1]), 'regression');
  assert.equal(outcomeOf([1_000, 0], [0, 0]), 'notMeasured');
});

test('more affected runs than before are suspect where no run is worse', () => {
  const run = (missing: number) => ({ captures: { c: buildCapture({ missing }) } });
  const comparison = compared(sideOf('a', [run(0), run(2)]), sideOf('b', [run(2), run(2)]));
  assert.equal(metricOf(comparison, 'missing@c').outcome, 'suspect');
  assert.equal(comparison.verdict, 'suspect');
});

test('at-least-once allows duplicates: more of them are shown and do not decide', () => {
  const run = (duplicated: number) => ({
    captures: { c: buildCapture({ duplicated }) },
    scenario: { resolved: { captures: [{ name: 'c', delivery: 'at-least-once' }] } },
  });
  const comparison = compared(sideOf('a', [run(0)]), sideOf('b', [run(3)]));
  assert.equal(metricOf(comparison, 'duplicated@c').outcome, 'suspect');
  assert.equal(comparison.verdict, 'passed');
});

test('what a capture that is void or still delivering cannot say is not compared', () => {
  const run = (status: 'clean' | 'void' | 'notDrained') => ({ captures: { c: buildCapture({ status, missing: 1 }) } });
  const of = (status: 'void' | 'notDrained') => compared(sideOf('a', [run('clean')]), sideOf('b', [run(status)]));
  assert.equal(metricOf(of('void'), 'duplicated@c').outcome, 'notComparable');
  assert.equal(metricOf(of('notDrained'), 'missing@c').outcome, 'notComparable');
  assert.equal(metricOf(of('notDrained'), 'duplicated@c').outcome, 'same');
});
