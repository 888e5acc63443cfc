import { Draw, hashName, makeRoot, type Root } from '../../../src/plan/random.ts';
import type { ValueContext } from '../../../src/plan/values/value-context.ts';

export const root: Root = makeRoot(20_240_501, 'bijection', 'a.b');

/** 2024-01-01T00:00:00Z. */
export const now = 1_704_067_200;

/** What a generator sees: unit `number` of a stream, and whatever else is given. */
export function contextOf(number: number, given: Partial<ValueContext> = {}): ValueContext {
  const draw = new Draw();
  draw.unit(root, number);
  const none = (): never => {
    throw new Error('not asked for');
  };
  return {
    draw: draw.column(hashName('column')),
    nowSeconds: now,
    rowNumber: number + 1,
    uniqueIndex: number,
    valueOf: none,
    referTo: none,
    referTogether: none,
    rowOfStep: none,
    keyText: none,
    ...given,
  };
}
