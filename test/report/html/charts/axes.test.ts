import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { placeTicks } from '../../../../src/report/html/charts/tick.ts';
import { timeTicks } from '../../../../src/report/html/charts/time-ticks.ts';
import { latencyAxis, linearAxis, logAxis } from '../../../../src/report/html/charts/value-axis.ts';

const narrowest = 270;
const widthOfCharacter = 7;

test('time labels never leave the chart or touch, for runs of a millisecond to a month', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 30 * 86_400_000, noNaN: true }), endMs => {
      let freeFrom = 0;
      const placed = placeTicks(timeTicks(0, endMs));
      assert.ok(placed.length > 0);
      for (const { at, label, anchor } of placed) {
        const width = label.length * widthOfCharacter;
        const from = at * narrowest - { start: 0, middle: width / 2, end: width }[anchor];
        assert.ok(from >= freeFrom && from + width <= narrowest + 1e-6, `${label} of ${endMs}`);
        freeFrom = from + width;
      }
    }),
  );
});

test('time is told in one unit of steps that people count in', () => {
  const labels = (endMs: number): string[] => timeTicks(0, endMs).map(tick => tick.label);
  assert.deepEqual(labels(1_000), ['0', '200 ms', '400 ms', '600 ms', '800 ms', '1000 ms']);
  assert.deepEqual(labels(90_000), ['0', '15 s', '30 s', '45 s', '60 s', '75 s', '90 s']);
  assert.deepEqual(labels(300_012), ['0', '1 min', '2 min', '3 min', '4 min', '5 min']);
  assert.deepEqual(labels(21_600_300), ['0', '2 h', '4 h', '6 h']);
});

test('what lies before the stream has times below zero', () => {
  assert.deepEqual(
    timeTicks(-12_000, 60_000).map(tick => tick.label),
    ['0', '15 s', '30 s', '45 s', '60 s'],
  );
  assert.equal(timeTicks(-31_000, 30_000)[0]?.label, '−30 s');
});

test('a linear axis begins at zero and ends at or above the largest value', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true })), values => {
      const axis = linearAxis(values);
      assert.equal(axis.at(0), 0);
      for (const value of values) assert.ok(axis.at(value) >= 0 && axis.at(value) <= 1 + 1e-9);
      for (const tick of axis.ticks) assert.ok(tick.at >= 0 && tick.at <= 1 + 1e-9);
    }),
  );
});

// Nothing is measured finer than a microsecond.
const measured = fc.integer({ min: 0, max: 1_000_000_000_000 }).map(us => us / 1_000);

test('labels of the vertical axis fit its margin', () => {
  fc.assert(
    fc.property(fc.array(measured), fc.boolean(), (values, logarithmic) => {
      const axis = logarithmic ? logAxis(values) : linearAxis(values);
      for (const tick of axis.ticks) assert.ok(tick.label.length <= 6, tick.label);
    }),
  );
});

test('a logarithmic axis is chosen where the largest value would hide the typical one', () => {
  assert.equal(latencyAxis([2, 3, 39], 2).logarithmic, false);
  assert.equal(latencyAxis([2, 3, 4_000], 2).logarithmic, true);
  assert.equal(latencyAxis([0, 0], null).logarithmic, false);
});

test('a logarithmic axis has powers of ten, and zero at the bottom', () => {
  const axis = logAxis([0, 0.4, 900]);
  assert.deepEqual(
    axis.ticks.map(tick => tick.label),
    ['0.1', '1', '10', '100', '1 000'],
  );
  assert.equal(axis.at(0), 0);
  assert.equal(logAxis([0]).logarithmic, false);
});
