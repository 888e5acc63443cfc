import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Combinations } from '../../src/plan/keys.ts';
import { laneOf, ordinalOf, ownedOf, rowNumberOf } from '../../src/plan/ownership.ts';

const anySizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 3 });

test('rows stand for the combinations of their parents one to one', () => {
  const property = fc.property(anySizes, fc.nat(), (sizes, randomSeed) => {
    const combinations = new Combinations(randomSeed, 't', sizes);
    const found = new Set<string>();
    assert.equal(
      combinations.count,
      sizes.reduce((a, b) => a * b, 1),
    );
    for (let rowNumber = 1; rowNumber <= combinations.count; rowNumber++) {
      const parents = sizes.map((_, place) => combinations.parent(rowNumber, place));
      for (const [place, parent] of parents.entries()) {
        assert.ok(parent >= 1 && parent <= sizes[place]!, `${parent} is no row of parent ${place}`);
      }
      assert.equal(combinations.rowNumber(parents), rowNumber);
      found.add(parents.join(' '));
    }
    assert.equal(found.size, combinations.count);
  });
  fc.assert(property, { numRuns: 60 });
});

test('a combination with a row that no parent was seeded with stands for no row', () => {
  const combinations = new Combinations(1, 't', [5, 3]);
  for (const parents of [
    [0, 1],
    [6, 1],
    [1, 4],
    [1, 0],
  ])
    assert.equal(combinations.rowNumber(parents), undefined);
});

test('of more combinations than can be counted exactly there is a part, still one to one', () => {
  const combinations = new Combinations(1, 't', [1_000_000_000, 1_000_000_000, 3]);
  assert.ok(combinations.count <= 2 ** 52 && combinations.count > 2 ** 49, `there are ${combinations.count}`);
  const found = new Set<string>();
  for (let rowNumber = 1; rowNumber <= 2_000; rowNumber++) {
    const parents = [0, 1, 2].map(place => combinations.parent(rowNumber, place));
    assert.equal(combinations.rowNumber(parents), rowNumber);
    found.add(parents.join(' '));
  }
  assert.equal(found.size, 2_000);
});

test('each row number is one ordinal of one lane, and a lane owns as many of the first rows as it meets', () => {
  const property = fc.property(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 60 }), (lanes, volume) => {
    const owned = Array<number>(lanes).fill(0);
    for (let rowNumber = 1; rowNumber <= volume; rowNumber++) {
      const lane = laneOf(rowNumber, lanes);
      assert.equal(ordinalOf(rowNumber, lanes), owned[lane]);
      assert.equal(rowNumberOf(owned[lane]!, lane, lanes), rowNumber);
      owned[lane]! += 1;
    }
    assert.deepEqual(
      owned.map((_, lane) => ownedOf(volume, lane, lanes)),
      owned,
    );
  });
  fc.assert(property);
});
