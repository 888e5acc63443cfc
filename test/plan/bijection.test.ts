import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Bijection } from '../../src/plan/bijection.ts';
import { makeRoot } from '../../src/plan/random.ts';
import { assertEven, tally } from './chi-square.ts';

const root = makeRoot(20_240_501, 'bijection', 'pacientes.cpf');
const large = [1e9 - 10, 1e9, 27_000_000, 99_999_999, 0x1_0000_0000_0000, 0x10_0000_0000_0000];

test('every number comes up exactly once, and its inverse is where it came from', () => {
  const sizes = [...Array.from({ length: 70 }, (_, place) => place + 1), 100, 255, 256, 257, 999, 1_023, 1_025, 4_096];
  for (const size of sizes) {
    const bijection = new Bijection(root, size);
    const found = new Set<number>();
    for (let index = 0; index < size; index++) {
      const value = bijection.at(index);
      assert.ok(Number.isSafeInteger(value) && value >= 0 && value < size, `${value} is not below ${size}`);
      assert.equal(bijection.inverse(value), index);
      found.add(value);
    }
    assert.equal(found.size, size);
  }
});

test('large domains go there and back without leaving or repeating', () => {
  const property = fc.property(fc.constantFrom(...large), fc.maxSafeNat(), (size, number) => {
    const bijection = new Bijection(root, size);
    const index = number % size;
    const value = bijection.at(index);
    assert.ok(value >= 0 && value < size, `${value} is not below ${size}`);
    assert.equal(bijection.inverse(value), index);
    assert.equal(bijection.at(bijection.inverse(index)), index);
  });
  fc.assert(property, { numRuns: 500 });
  for (const size of large) {
    const bijection = new Bijection(root, size);
    assert.equal(new Set(Array.from({ length: 5_000 }, (_, index) => bijection.at(index))).size, 5_000);
  }
});

test('what comes first is spread over the whole domain', () => {
  for (const size of large) {
    const bijection = new Bijection(root, size);
    assertEven(
      tally(50, 10_000, index => Math.floor((bijection.at(index) / size) * 50)),
      `size ${size}`,
    );
  }
});

test('each root has an order of its own, which stays what it is', () => {
  const first = (key: string, size: number): number[] => {
    const bijection = new Bijection(makeRoot(1, 'bijection', key), size);
    return [0, 1, 2, 3, 4].map(index => bijection.at(index));
  };
  assert.notDeepEqual(first('a', 1_000), first('b', 1_000));
  assert.deepEqual(first('a', 1_000), [655, 280, 60, 500, 977]);
  assert.deepEqual(first('a', 1e9), [58989007, 905126987, 806013839, 688876067, 929012366]);
});

test('outside the domain there is nothing', () => {
  for (const size of [1, 7, 16, 100]) {
    const bijection = new Bijection(root, size);
    for (const outside of [-1, size, size + 1, 1e15, Number.NaN]) {
      assert.throws(() => bijection.at(outside), RangeError);
      assert.throws(() => bijection.inverse(outside), RangeError);
    }
  }
});
