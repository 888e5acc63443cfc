import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { bool, decimal, digits, int } from '../../../src/plan/values/numbers.ts';
import { assertShare } from '../chi-square.ts';
import { contextOf } from './context.ts';

test('whole numbers lie between their ends and take both', () => {
  const made = Array.from({ length: 300 }, (_, number) => int(-2, 2)(contextOf(number))!);
  assert.deepEqual([...new Set(made)].sort(), ['-1', '-2', '0', '1', '2']);
  const property = fc.property(fc.maxSafeNat(), fc.nat({ max: 1_000 }), (from, length) => {
    const value = Number(int(-from, -from + length)(contextOf(length))!);
    assert.ok(value >= -from && value <= -from + length, `${value} is not in ${-from}..${length - from}`);
  });
  fc.assert(property);
});

test('decimals have exactly their count of digits behind the point, as the server prints them', () => {
  const property = fc.property(
    fc.integer({ min: -1e9, max: 1e9 }),
    fc.nat({ max: 1e6 }),
    fc.nat({ max: 9 }),
    fc.nat(),
    (from, length, scale, number) => {
      const text = decimal(from, from + length, scale)(contextOf(number))!;
      assert.match(text, scale === 0 ? /^-?(0|[1-9]\d*)$/ : new RegExp(`^-?(0|[1-9]\\d*)\\.\\d{${scale}}$`));
      const units = BigInt(text.replace('.', ''));
      assert.ok(units >= BigInt(from) && units <= BigInt(from + length), text);
    },
  );
  fc.assert(property, { numRuns: 500 });
  assert.equal(decimal(-5, -5, 2)(contextOf(0)), '-0.05');
  assert.equal(decimal(0, 0, 2)(contextOf(0)), '0.00');
  assert.equal(decimal(1_234, 1_234, 1)(contextOf(0)), '123.4');
});

test('digits are as many as asked for, zeros in front too', () => {
  for (let count = 1; count <= 20; count++) {
    const made = Array.from({ length: 200 }, (_, number) => digits(count)(contextOf(number))!);
    for (const text of made) assert.match(text, new RegExp(`^\\d{${count}}$`));
    for (let place = 0; place < count; place++) assert.equal(new Set(made.map(text => text[place])).size, 10);
  }
});

test('booleans are t and f, as often as asked for', () => {
  const share = (hundredths: number): number => {
    const made = Array.from({ length: 4_000 }, (_, number) => bool(hundredths)(contextOf(number))!);
    for (const text of made) assert.match(text, /^[tf]$/);
    return made.filter(text => text === 't').length;
  };
  assert.equal(share(0), 0);
  assert.equal(share(10_000), 4_000);
  assertShare(share(4_000), 4_000, 0.4, 'true');
});
