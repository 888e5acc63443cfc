import { Draw, hashName, makeRoot, type Root } from '../../../src/plan/random.ts';
import type { ValueContext } from '../../../src/plan/values/value-context.ts';

export const root: Root = makeRoot(20_240_501, 'bijection', 'a.b');

/** 2024-01-01T00:00:00Z. */
export const now = 1_704_067_200;

function none(): never {
  throw new Error('not asked for');
}

/** What a generator sees: unit `number` of a stream, a time, and the value of any other column. */
export function contextOf(
  number: number,
  nowSeconds: number = now,
  valueOf: ValueContext['valueOf'] = none,
): ValueContext {
  const draw = new Draw();
  draw.unit(root, number);
  return {
    draw: draw.column(hashName('column')),
    nowSeconds,
    rowNumber: number + 1,
    uniqueIndex: number,
    valueOf,
    referTo: none,
    referTogether: none,
    rowOfStep: none,
    keyText: none,
  };
}
