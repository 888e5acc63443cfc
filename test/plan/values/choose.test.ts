import { test } from 'node:test';
import { compileChoices } from '../../../src/model/choices.ts';
import { CompileProblems } from '../../../src/model/compile-problems.ts';
import { choose } from '../../../src/plan/values/choose.ts';
import { fileOf } from '../../yaml/problems-of.ts';
import { assertEven, assertShare, tally } from '../chi-square.ts';
import { contextOf } from './context.ts';

function choicesOf(text: string): ReturnType<typeof compileChoices> {
  const file = fileOf(`a: ${text}`);
  return compileChoices((file.data as { a: object }).a, ['a'], new CompileProblems(file));
}

test('each value comes up as often as its weight says, and none of weight 0', () => {
  const choices = choicesOf('{ x: 3, y: 0, z: 1, w: 4 }');
  const times = 16_000;
  const counts = tally(4, times, number => 'xyzw'.indexOf(choose(choices, contextOf(number).draw)!));
  for (const [place, weight] of [3, 0, 1, 4].entries()) {
    assertShare(counts[place]!, times, weight / 8, 'xyzw'[place]!);
  }
});

test('a list, and weights that are all 1, are even', () => {
  for (const text of ['[a, b, c, d, e]', '{ a: 1, b: 1, c: 1, d: 1, e: 1 }', '{ a: 7, b: 7, c: 7, d: 7, e: 7 }']) {
    const choices = choicesOf(text);
    assertEven(
      tally(5, 10_000, number => 'abcde'.indexOf(choose(choices, contextOf(number).draw)!)),
      text,
    );
  }
});
