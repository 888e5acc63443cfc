import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { bytes, text } from '../../../src/plan/values/filler.ts';
import { contextOf } from './context.ts';

const anyRange = fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 200 })).map(([from, more]) => ({ from, to: from + more }));

test('made-up text is words of the length asked for, with no blank at either end', () => {
  const property = fc.property(anyRange, fc.nat(), ({ from, to }, number) => {
    const made = text(from, to)(contextOf(number))!;
    assert.ok(made.length >= from && made.length <= to, `${made.length} is not in ${from}..${to}`);
    assert.match(made, /^(?:[a-z]+(?: [a-z]+)*\.?)?$/);
  });
  fc.assert(property, { numRuns: 1_000 });
});

test('bytes are as many as asked for, as the server prints them', () => {
  const property = fc.property(anyRange, fc.nat(), ({ from, to }, number) => {
    const made = bytes(from, to)(contextOf(number))!;
    assert.match(made, /^\\x(?:[\da-f]{2})*$/);
    const length = (made.length - 2) / 2;
    assert.ok(length >= from && length <= to, `${length} is not in ${from}..${to}`);
  });
  fc.assert(property, { numRuns: 500 });
});

test('every length between the ends comes up', () => {
  const lengths = (make: typeof text): number[] =>
    [...new Set(Array.from({ length: 300 }, (_, number) => make(2, 6)(contextOf(number))!.length))].sort(
      (a, b) => a - b,
    );
  assert.deepEqual(lengths(text), [2, 3, 4, 5, 6]);
  assert.deepEqual(lengths(bytes), [6, 8, 10, 12, 14]);
});
