import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import { renderSummary } from '../../../src/report/console/summary.ts';
import { buildReport } from '../../fixtures/reports/build-report.ts';
import { sampleRuns } from '../../fixtures/reports/sample-runs.ts';
import { plain } from './plain-colour.ts';

const files = ['reports/volume-5min-20261123T150000Z-ab12cd.json', 'reports/volume-5min-20261123T150000Z-ab12cd.html'];
const runs = sampleRuns();

for (const [name, report] of Object.entries(runs)) {
  const lines = renderSummary(report, files, plain).split('\n');

  test(`${name}: the verdict is the first word, the files are the last lines`, () => {
    assert.equal(lines[0]?.split(' ')[0], report.verdict.toUpperCase());
    assert.deepEqual(lines.slice(-2), files);
  });

  test(`${name}: no line is longer than 80 columns, and colour changes no word`, () => {
    for (const line of lines) assert.ok(line.length <= 80, line);
    const coloured = renderSummary(report, files, new Chalk({ level: 1 }));
    assert.equal(stripVTControlCharacters(coloured), lines.join('\n'));
  });

  test(`${name}: nothing is undefined, null or not a number`, () => {
    assert.doesNotMatch(lines.join('\n'), /undefined|null|NaN|Infinity|\[object/);
  });
}

test('a passed run in full', () => {
  assert.deepEqual(
    renderSummary(
      buildReport({ streamPhase: { latencyMs: { p50: 1.84, p95: 3.4, p99: 6.1, max: 1_112 } } }),
      files,
      plain,
    ).split('\n'),
    [
      'PASSED  volume-5min, 5m 10s',
      '',
      'Seeded      13 412 rows in 904.3 ms (14 831 rows/s)',
      'Operations  150 committed of 150 planned',
      '            rows: INSERT 105, UPDATE 45',
      'Rate        0.5/s achieved, asked 0.5/s, over 5m 00s',
      'Latency     p50 1.8 ms  p95 3.4 ms  p99 6.1 ms  max 1.1 s',
      'State       every row is as predicted',
      'Checks      2 passed',
      'Thresholds  1 met',
      '',
      'Table                Seeded    Now  Growth',
      'medicos                 200    200       0',
      'convenios                12     12       0',
      'pacientes             2 000  2 015     +15',
      'pacientes_convenios   2 500  2 500       0',
      'consultas             4 000  4 045     +45',
      'exames                3 500  3 530     +30',
      'internacoes           1 200  1 215     +15',
      '',
      ...files,
    ],
  );
});

test('a failed run names reasons, outcomes, differences, checks and thresholds', () => {
  const text = renderSummary(runs.failed, files, plain);
  for (const part of [
    'FAILED  stress-280, 5m 10s (generator-limited: this machine was the limit)',
    '  - rejected: 7 operations (23505: 5, 23503: 2)',
    '83 993 committed of 84 000 planned',
    '7 rejected',
    'consultas row 17, motivo: expected "Rotina", found "Retorno "',
    'consultas row 904, observacao: expected NULL, found "NULL"',
    'consultas row 4012: the row is missing',
    'replica: 2 differences; 13 562 rows of 13 563 predicted',
    'pacientes row 7, email: expected "ana@example.com", found NULL',
    'pacientes row 2015: the row is missing',
    '2 failed, 1 passed',
    'consultas sem paciente (on source): expected no rows, found 2 rows',
    '2 not met, 1 met',
    'captures.dbz36.missing == 0: not measured',
  ]) {
    assert.ok(text.includes(part), part);
  }
});

test('a replica that held every row says when', () => {
  const text = renderSummary(runs.busy, files, plain);
  assert.match(text, /^Captures {4}replica: 13 563 rows as predicted, 312.4 ms after the stream or at$/m);
  assert.match(text, /^ {12}most 254.1 ms earlier$/m);
});

test('an incomplete run says what was not compared and what is unfinished', () => {
  const text = renderSummary(runs.incomplete, files, plain);
  assert.match(text, /^State {7}not compared: the server was lost$/m);
  assert.match(text, /^ {12}86 unfinished$/m);
  assert.match(text, /^pacientes +2 000 +- +-$/m);
});

test('a run without operations says that nothing was measured', () => {
  assert.match(renderSummary(runs.empty, files, plain), /^Latency {5}nothing was measured$/m);
});

test('more differences than are shown are counted', () => {
  const difference = { kind: 'value', row: 1, key: '1', column: 'nome', expected: 'a', actual: 'b' } as const;
  const tables = {
    consultas: { matches: false, differences: 1_204, firstDifferences: Array.from({ length: 9 }, () => difference) },
  };
  const text = renderSummary(buildReport({ state: { matches: false, tables } }), files, plain);
  assert.match(text, /differs from the prediction in 1 204 places/);
  assert.equal(text.match(/consultas row 1, nome/g)?.length, 5);
  assert.match(text, /and 1 199 more/);
});

test('escape sequences from the database do not reach the terminal', () => {
  const hostile = '\u001b]0;evil\u0007\u001b[2J\u202e';
  const report = buildReport({
    verdict: 'failed',
    reasons: [hostile],
    scenario: { name: hostile },
    errors: [hostile],
    warnings: [hostile],
    checks: [{ ...buildReport().checks[0]!, name: hostile, actual: hostile, passed: false }],
    state: { matches: false, why: hostile, tables: { [hostile]: { ...runs.failed.state.tables['consultas']! } } },
  });
  // oxlint-disable-next-line eslint/no-control-regex
  assert.doesNotMatch(renderSummary(report, files, plain), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});
