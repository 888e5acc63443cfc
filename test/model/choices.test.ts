import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileChoices, scalarText } from '../../src/model/choices.ts';
import { CompileProblems } from '../../src/model/compile-problems.ts';
import type { Choices } from '../../src/model/generator-spec.ts';
import { problemLine } from '../../src/yaml/problem.ts';
import { fileOf } from '../yaml/problems-of.ts';

function compiled(text: string): { choices: Choices; problems: string[] } {
  const file = fileOf(`a: ${text}`);
  const problems = new CompileProblems(file);
  const choices = compileChoices((file.data as { a: object }).a, ['a'], problems);
  return { choices, problems: problems.all.map(problemLine) };
}

test('a list is even, a map has weights, and 0 drops out', () => {
  assert.deepEqual(compiled('[a, b, a]').choices, { values: ['a', 'b', 'a'], upTo: [1, 2, 3], total: 3 });
  assert.deepEqual(compiled('{ a: 3, b: 0, c: 2 }').choices, { values: ['a', 'c'], upTo: [3, 5], total: 5 });
});

test('keys that look like numbers keep the order of the file', () => {
  assert.deepEqual(compiled('{ 10: 1, b: 2, 2: 3, 1: 4 }').choices, {
    values: ['10', 'b', '2', '1'],
    upTo: [1, 3, 6, 10],
    total: 10,
  });
});

test('null and booleans are the values, in a list and as keys', () => {
  const values = [null, 't', 'f', 'x'];
  assert.deepEqual(compiled('[null, true, false, x]').choices.values, values);
  assert.deepEqual(compiled('{ null: 1, true: 1, false: 1, x: 1 }').choices.values, values);
  assert.deepEqual(compiled('{ ~: 1, True: 1, FALSE: 1 }').choices.values, [null, 't', 'f']);
  assert.deepEqual(compiled('["null", "true"]').choices.values, ['null', 'true']);
});

test('numbers are written as they are', () => {
  assert.deepEqual([7, 1.5, -0.25, 1e21].map(scalarText), ['7', '1.5', '-0.25', '1e+21']);
});

test('weights that sum up to nothing are a problem', () => {
  const expected = ['a.yaml:1:4 a: the weights sum up to 0 (give at least one value a weight above 0)'];
  assert.deepEqual(compiled('{ x: 0, y: 0 }').problems, expected);
  assert.deepEqual(compiled('{ x: 0, y: 1 }').problems, []);
});
