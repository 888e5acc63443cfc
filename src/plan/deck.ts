import { gcd } from '../shared/fraction.ts';
import { Draw, hashName, makeRoot, type Root } from './random.ts';

const deckName = hashName('#deck');

/**
 * Which event comes when: operation i gets card i of a sequence of shuffled decks. A deck has as many cards of an event as
 * its weight (all weights divided by their greatest common divisor), so each full deck holds the ratio exactly.
 */
export class Decks {
  private readonly cards: Uint16Array;
  private readonly root: Root;
  private readonly draw = new Draw();
  private readonly shuffled = new Map<number, Uint16Array>();

  /** @param weights by event index; at least one is positive */
  constructor(randomSeed: number | string, weights: readonly number[]) {
    this.root = makeRoot(randomSeed, 'deck');
    this.cards = Uint16Array.from(reduceWeights(weights).flatMap((count, event) => Array<number>(count).fill(event)));
  }

  /** Index of the event of operation `number`. */
  eventOf(number: number): number {
    const size = this.cards.length;
    return this.deck(Math.floor(number / size))[number % size]!;
  }

  private deck(number: number): Uint16Array {
    const known = this.shuffled.get(number);
    if (known !== undefined) return known;
    const fresh = this.cards.slice();
    this.draw.unit(this.root, number);
    this.draw.column(deckName).shuffle(fresh);
    // Lanes walk through the decks side by side: a few recent ones spare each lane its own shuffle.
    if (this.shuffled.size >= 8) this.shuffled.delete(this.shuffled.keys().next().value!);
    this.shuffled.set(number, fresh);
    return fresh;
  }
}

/** Weights divided by their greatest common divisor. */
export function reduceWeights(weights: readonly number[]): number[] {
  const divisor = weights.reduce(gcd, 0) || 1;
  return weights.map(weight => weight / divisor);
}
