import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateThresholds } from '../../src/observe/thresholds.ts';
import { buildReport } from '../fixtures/reports/build-report.ts';

// As thresholds see it: the verdict comes after them.
const {
  verdict: _verdict,
  reasons: _reasons,
  thresholds: _thresholds,
  ...report
} = buildReport({
  streamPhase: { latencyMs: { p99: 12.5, max: null }, asked: null, bySqlState: { 23_505: 3 }, generatorLimited: false },
});

function one(expression: string): { passed: boolean; actual: Record<string, unknown>; error: string | null } {
  const [{ passed, actual, error } = assert.fail()] = evaluateThresholds([expression], report);
  return { passed, actual, error };
}

const cases: readonly (readonly [string, boolean])[] = [
  ['streamPhase.latencyMs.p99 < 12.6', true],
  ['streamPhase.latencyMs.p99 < 12.5', false],
  ['streamPhase.latencyMs.p99 <= 12.5', true],
  ['streamPhase.latencyMs.p99 > 12.5', false],
  ['streamPhase.latencyMs.p99 >= 12.5', true],
  ['streamPhase.operations.committed == 150', true],
  ['streamPhase.operations.committed != 150', false],
  ['streamPhase.inserts + streamPhase.updates == streamPhase.operations.committed', true],
  ['streamPhase.latencyMs.p99 * 2 < 20 || state.matches == true', true],
  ['streamPhase.bySqlState["23505"] <= 3', true],
  ['streamPhase.byEvent.insert_consulta.committed > 0', true],
  ['state.tables.pacientes.rows - state.tables.pacientes.seeded == 15', true],
  ['streamPhase.generatorLimited == false', true],
  ['environment.server.settings.wal_level == "logical"', true],
];
for (const [expression, passed] of cases) {
  test(`${expression}: ${passed ? 'passed' : 'failed'}`, () => {
    assert.deepEqual([one(expression).passed, one(expression).error], [passed, null]);
  });
}

const unmeasured = [
  'streamPhase.latencyMs.max < 1000',
  'streamPhase.asked >= 0',
  'streamPhase.latencyMs.p42 < 1',
  'no.such.path == 0',
  'streamPhase.latencyMs < 5',
  'checks == 0',
  'verdict == "passed"',
  'streamPhase.constructor.name == "Object"',
  '__proto__.x == 1',
  'streamPhase.bySqlState["40001"] == 0',
];
for (const expression of unmeasured) {
  test(`${expression}: not measured, so it fails`, () => {
    const { passed, error } = one(expression);
    assert.deepEqual([passed, error], [false, 'not measured']);
  });
}

test('what was compared is shown with its values', () => {
  assert.deepEqual(one('streamPhase.latencyMs.p99 < streamPhase.asked'), {
    passed: false,
    actual: { 'streamPhase.latencyMs.p99': 12.5, 'streamPhase.asked': null },
    error: 'not measured',
  });
});

test('unlike things fail and say so', () => {
  assert.match(one('streamPhase.latencyMs.p99 < "5"').error!, /number and string cannot be compared/);
});

test('each threshold is told in its order', () => {
  const expressions = ['streamPhase.inserts > 0', 'streamPhase.inserts < 0'];
  const results = evaluateThresholds(expressions, report);
  assert.deepEqual(
    results.map(({ expression, passed }) => [expression, passed]),
    [
      [expressions[0], true],
      [expressions[1], false],
    ],
  );
});
