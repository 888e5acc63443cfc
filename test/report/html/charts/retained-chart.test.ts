import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retainedChart } from '../../../../src/report/html/charts/retained-chart.ts';

const time = { fromMs: 0, toMs: 1_000_000, phases: [], faults: [] };

function chartOf(slices: number, beforeStreamMs = 0): string | undefined {
  const series = Array.from({ length: slices }, (_, index) => ({
    atMs: index * 1_000,
    retainedBytes: 1_024 * index,
    confirmedBytesBehind: null,
  }));
  const most = 1_024 * (slices - 1);
  const slot = {
    own: false,
    plugin: 'pgoutput',
    activeLast: true,
    walStatusLast: 'reserved',
    retainedBytesMax: most,
    retainedBytesLast: most,
    confirmedBytesBehindMax: null,
    series,
  };
  return retainedChart({ debezium: slot }, beforeStreamMs, time)?.text;
}

test('the note tells where points are the largest of their neighbours, and only there', () => {
  assert.match(chartOf(1_000) ?? '', /<p class="note">KiB of log [^<]*; each point is the largest of 3 slices<\/p>/);
  assert.match(chartOf(300) ?? '', /<p class="note">KiB of log that the server keeps for each replication slot<\/p>/);
});

test('slices count from the start of the stream, and those before the shown time are left out', () => {
  assert.match(chartOf(3, 1_000) ?? '', /<th scope="row">0\ss<\/th><td>1\sKiB<\/td>/);
  assert.equal(chartOf(0), undefined);
});
