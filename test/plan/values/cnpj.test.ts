import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cnpj, formatCnpj } from '../../../src/plan/values/cnpj.ts';
import { assertShare } from '../chi-square.ts';
import { contextOf, root } from './context.ts';

const firstWeights = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

/** The rule as the Receita Federal prints it: weights from a table, a letter counts its ASCII code minus 48. */
function isValid(text: string): boolean {
  if (!/^[\dA-Z]{2}\.[\dA-Z]{3}\.[\dA-Z]{3}\/[\dA-Z]{4}-\d{2}$/.test(text)) return false;
  const values = text
    .replaceAll(/[./-]/g, '')
    .split('')
    .map(character => character.codePointAt(0)! - 48);
  return [firstWeights, [6, ...firstWeights]].every(weights => {
    const sum = weights.reduce((total, weight, place) => total + weight * values[place]!, 0);
    return values[weights.length] === (sum % 11 < 2 ? 0 : 11 - (sum % 11));
  });
}

test('the check that follows knows real numbers from made-up ones', () => {
  for (const text of ['00.000.000/0001-91', '12.ABC.345/01DE-35', '33.000.167/0001-01'])
    assert.equal(isValid(text), true, text);
  for (const text of ['00.000.000/0001-92', '12.ABC.345/01DE-53', '00000000000191'])
    assert.equal(isValid(text), false, text);
});

test('known numbers come out with their own check digits', () => {
  assert.equal(formatCnpj('000000000001'), '00.000.000/0001-91');
  assert.equal(formatCnpj('12ABC34501DE'), '12.ABC.345/01DE-35');
  assert.equal(formatCnpj('330001670001'), '33.000.167/0001-01');
});

test('every number is valid, of the form asked for, and none comes twice', () => {
  for (const share of [0, 5_000, 10_000]) {
    const generate = cnpj(root, share);
    const made = Array.from({ length: 6_000 }, (_, index) => generate(contextOf(index))!);
    assert.deepEqual(
      made.filter(text => !isValid(text)),
      [],
    );
    const roots = new Set(made.map(text => text.slice(0, 10)));
    assert.equal(roots.size, made.length);
    const lettered = made.filter(text => /[A-Z]/.test(text)).length;
    assertShare(lettered, made.length, share / 10_000, 'letters');
  }
});

test('a number of the old form has a root and the branch 0001, one of the new form begins with a letter', () => {
  assert.match(cnpj(root, 0)(contextOf(3))!, /^\d\d\.\d{3}\.\d{3}\/0001-\d\d$/);
  assert.match(cnpj(root, 10_000)(contextOf(3))!, /^[A-Z][\dA-Z]\.[\dA-Z]{3}\.[\dA-Z]{3}\/0[\dA-Z]{3}-\d\d$/);
});
