import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../../../src/report/report.generated.ts';
import { runReporters } from '../../../src/report/reporters/run-reporters.ts';
import { buildCapture } from '../../fixtures/reports/build-capture.ts';
import { buildReport } from '../../fixtures/reports/build-report.ts';
import { toldRuns } from './told-runs.ts';

interface Entry {
  name: string;
  unit: string;
  value: number;
  range?: string;
  extra?: string;
}

const smaller = (...reports: Report[]): Entry[] =>
  JSON.parse(runReporters.benchmark(reports.map(report => ({ report })))) as Entry[];
const bigger = (...reports: Report[]): Entry[] =>
  JSON.parse(runReporters['benchmark-bigger'](reports.map(report => ({ report })))) as Entry[];
const valueOf = (entries: Entry[], name: string): Entry | undefined => entries.find(each => each.name === name);

const slot = (own: boolean, retainedBytesMax: number | null) => ({
  own,
  plugin: 'pgoutput',
  activeLast: true,
  walStatusLast: 'reserved',
  retainedBytesMax,
  retainedBytesLast: null,
  confirmedBytesBehindMax: null,
  series: [],
});

test('each direction has a file of its own, each figure its path and unit', () => {
  const captures = { dbz36: buildCapture() };
  const slots = { ours_1: slot(true, 300), ours_2: slot(true, 700), other: slot(false, 9_000), new: slot(true, null) };
  const report = buildReport({ captures, slots });
  const { latencyMs, achieved } = report.streamPhase;
  const down = smaller(report);
  assert.deepEqual(valueOf(down, 'volume-5min: streamPhase.latencyMs.p99'), {
    name: 'volume-5min: streamPhase.latencyMs.p99',
    unit: 'ms',
    value: latencyMs.p99,
  });
  assert.equal(valueOf(down, 'volume-5min: captures.dbz36.lagMs.p99')?.value, captures.dbz36.lagMs.p99);
  assert.equal(valueOf(down, 'volume-5min: captures.dbz36.drainMs')?.value, 120);
  assert.equal(valueOf(down, 'volume-5min: retained WAL of own slots')?.value, 700);
  assert.deepEqual(bigger(report), [
    { name: 'volume-5min: streamPhase.achieved', unit: 'operations/s', value: achieved },
  ]);
});

test('of several runs the median, and how far they lie apart', () => {
  const runs = [30, 10, 20, 70].map(p99 => buildReport({ streamPhase: { latencyMs: { p99 } } }));
  const entry = valueOf(smaller(...runs), 'volume-5min: streamPhase.latencyMs.p99');
  assert.deepEqual(entry, { name: entry!.name, unit: 'ms', value: 25, range: '10 to 70', extra: 'median of 4 runs' });
});

test('what was not measured has no entry, and two files of the same name are told apart', () => {
  assert.deepEqual(smaller(toldRuns()['empty']!), []);
  assert.deepEqual(bigger(toldRuns()['empty']!), []);
  const names = bigger(buildReport(), buildReport({ scenario: { file: 'b.yaml' } })).map(each => each.name);
  assert.deepEqual(names, [
    'volume-5min [scenarios/volume-5min.yaml]: streamPhase.achieved',
    'volume-5min [b.yaml]: streamPhase.achieved',
  ]);
});
