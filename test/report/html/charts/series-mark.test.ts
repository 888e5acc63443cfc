import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChartSeries } from '../../../../src/report/html/charts/chart-series.ts';
import { fewerPoints } from '../../../../src/report/html/charts/fewer-points.ts';
import { seriesMark } from '../../../../src/report/html/charts/series-mark.ts';
import { markup } from '../../../../src/report/html/markup.ts';

const plane = { x: (at: number) => at, y: (value: number) => value, bottom: 100 };

function pathOf(shape: ChartSeries['shape'], ...values: (number | null)[]): string | undefined {
  const points = values.map((value, index) => ({ from: index * 10, to: index * 10 + 10, value }));
  const mark = seriesMark({ label: 'a', shape, stroke: { name: 'ink', width: 1 }, points }, plane);
  return / d="([^"]*)"/.exec(markup`${mark}`.text)?.[1];
}

test('a line joins the middles of its points', () => {
  assert.equal(pathOf('line', 1, 2), 'M5,1L15,2');
});

test('a point between gaps is drawn over its length, so that it is seen', () => {
  assert.equal(pathOf('line', null, 2, null), 'M10,2L20,2');
});

test('steps keep a value to its end, and a gap interrupts them', () => {
  assert.equal(pathOf('steps', 1, 2), 'M0,1L10,1L10,2L20,2L20,2');
  assert.equal(pathOf('steps', 1, null, 3), 'M0,1L10,1L10,1M20,3L30,3L30,3');
});

test('bars stand where a value is above zero', () => {
  assert.equal(pathOf('bars', 0, 4, null), 'M15 100V4');
});

test('too many points are joined, and the largest stands for them', () => {
  const points = Array.from({ length: 1_000 }, (_, index) => ({ from: index, to: index + 1, value: index % 3 }));
  const { points: fewer, each } = fewerPoints(points);
  assert.equal(each, 3);
  assert.equal(fewer.length, 334);
  assert.deepEqual(fewer[0], { from: 0, to: 3, value: 2 });
  assert.equal(fewer.at(-1)?.to, 1_000);
});
