import assert from 'node:assert/strict';
import { test } from 'node:test';
import { facingCaptures } from '../../src/compare/facing-captures.ts';
import { sameRuns } from '../../src/compare/same-runs.ts';
import { buildCapture, compared, metricOf, sideOf } from './build-sides.ts';

const reference = buildCapture();
const connector = buildCapture({ kind: 'redis', connector: { label: 'dbz', version: null } });
const pairs = (base: object, candidate: object, chosen: readonly [string?, string?] = []) =>
  facingCaptures({
    base: sideOf('a', [{ captures: base }], chosen[0]),
    candidate: sideOf('b', [{ captures: candidate }], chosen[1]),
  });

test('captures face each other by name, else as the single one of their kind', () => {
  const { facing, warnings } = pairs({ reference, dbz27: connector }, { reference, dbz36: connector });
  assert.deepEqual(
    facing.map(({ name, kind }) => [name, kind]),
    [
      ['reference', 'reference'],
      ['dbz27 / dbz36', 'connector'],
    ],
  );
  assert.deepEqual(warnings, []);
});

test('several connectors face each other by name only, the others are named', () => {
  const { facing, warnings } = pairs({ a: connector, b: connector }, { a: connector, c: connector });
  assert.deepEqual(
    facing.map(({ name }) => name),
    ['a'],
  );
  assert.deepEqual(warnings, [
    'not compared: b of the base has no counterpart',
    'not compared: c of the candidate has no counterpart',
  ]);
});

test('a chosen capture is the only one; one that is not there or has no counterpart is refused', () => {
  const both = { reference, dbz27: connector, dbz36: connector };
  assert.deepEqual(
    pairs(both, both, ['dbz27', 'dbz36']).facing.map(({ name }) => name),
    ['dbz27 / dbz36'],
  );
  assert.deepEqual(
    pairs(both, both, ['dbz27']).facing.map(({ name }) => name),
    ['dbz27'],
  );
  assert.throws(() => pairs(both, both, ['dbz']), /a-0\.json has no capture dbz/);
  assert.throws(() => pairs({ old: connector }, { x: connector, y: connector }, ['old']), /nothing in the candidate/);
});

test('two captures of one run are compared in what is theirs alone', () => {
  const captures = { dbz27: connector, dbz36: buildCapture({ ...connector, missing: 1 }) };
  const { runs } = sideOf('run', [{ captures }]);
  const side = (capture: string) => ({ name: capture, capture, runs });
  const comparison = compared(side('dbz27'), side('dbz36'));
  assert.equal(comparison.verdict, 'failed');
  assert.equal(metricOf(comparison, 'missing@dbz27 / dbz36').outcome, 'regression');
  assert.ok(comparison.metrics.every(({ capture }) => capture === 'dbz27 / dbz36'));
  assert.throws(() => sameRuns({ base: side('dbz27'), candidate: side('dbz27') }), /on both sides/);
});

test('a lag decides of connectors, and of the reference only where there is none', () => {
  const alone = compared(sideOf('a', [{ captures: { reference } }]), sideOf('b', [{ captures: { reference } }]));
  assert.equal(metricOf(alone, 'lag.p99@reference').decides, true);
  const captures = { reference, c: connector };
  const beside = compared(sideOf('a', [{ captures }]), sideOf('b', [{ captures }]));
  assert.equal(metricOf(beside, 'lag.p99@reference').decides, false);
  assert.equal(metricOf(beside, 'lag.p99@c').decides, true);
});

test('replicas are compared by their rows and how long they took', () => {
  const table = (differences: number, convergedMs: number) =>
    ({ kind: 'table', connector: null, status: 'clean', voidReason: null, differences, convergedMs }) as never;
  const run = (differences: number, ms: number) => ({ captures: { replica: table(differences, ms) } });
  const comparison = compared(sideOf('a', [run(0, 100)]), sideOf('b', [run(1, 120)]));
  assert.equal(metricOf(comparison, 'differences@replica').outcome, 'regression');
  assert.equal(metricOf(comparison, 'converged@replica').unit, 'ms');
  assert.ok(!comparison.metrics.some(({ name }) => name === 'missing'));
});
