import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Decks, reduceWeights } from '../../src/plan/deck.ts';
import { tally } from './chi-square.ts';

const anyWeights = fc
  .tuple(fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 40 }))
  .map(([weights, factor]) => weights.map(weight => weight * factor))
  .filter(weights => weights.some(weight => weight > 0));

test('each full deck holds the ratio exactly', () => {
  const property = fc.property(anyWeights, fc.maxSafeNat(), fc.nat({ max: 10_000 }), (weights, randomSeed, deck) => {
    const decks = new Decks(randomSeed, weights);
    const reduced = reduceWeights(weights);
    const size = reduced.reduce((a, b) => a + b, 0);
    assert.deepEqual(
      tally(weights.length, size, place => decks.eventOf(deck * size + place)),
      reduced,
    );
  });
  fc.assert(property, { numRuns: 200 });
});

test('weights keep their ratio and have no common divisor left', () => {
  assert.deepEqual(reduceWeights([30, 10, 0, 20]), [3, 1, 0, 2]);
  assert.deepEqual(reduceWeights([7]), [1]);
  assert.deepEqual(reduceWeights([3, 5]), [3, 5]);
  assert.deepEqual(reduceWeights([0, 0]), [0, 0]);
});

test('cards are random access: any order of asking gives the same deck', () => {
  const weights = [3, 2, 1];
  const inOrder = new Decks(1, weights);
  const expected = Array.from({ length: 600 }, (_, number) => inOrder.eventOf(number));
  const backwards = new Decks(1, weights);
  for (let number = 599; number >= 0; number--) assert.equal(backwards.eventOf(number), expected[number]);
});

test('decks are shuffled differently, by number and by random seed', () => {
  const orders = (randomSeed: number): string[] => {
    const decks = new Decks(randomSeed, [4, 5]);
    const order = (deck: number): string =>
      Array.from({ length: 9 }, (_, place) => decks.eventOf(deck * 9 + place)).join('');
    return Array.from({ length: 200 }, (_, deck) => order(deck));
  };
  assert.notDeepEqual(orders(1), orders(2));
  // There are 126 orders of four and five, of which 200 draws find about 100.
  const different = new Set(orders(1)).size;
  assert.ok(different > 80, `only ${different} orders`);
});
