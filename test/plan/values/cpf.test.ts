import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bijection } from '../../../src/plan/bijection.ts';
import { cpf } from '../../../src/plan/values/cpf.ts';
import { contextOf, root } from './context.ts';

const space = 999_999_990;
const generate = cpf(root);
const permutation = new Bijection(root, space);

/** The number made of the value-th base, whatever the permutation. */
function cpfOf(value: number): string | null {
  return generate(contextOf(permutation.inverse(value)));
}

/** The rule of the Receita Federal, digit by digit: weights 10 to 2, then 11 to 2. */
function isValid(text: string): boolean {
  if (!/^\d{3}\.\d{3}\.\d{3}-\d{2}$/.test(text)) return false;
  const digits = text.replaceAll(/\D/g, '').split('').map(Number);
  if (digits.every(digit => digit === digits[0])) return false;
  return [9, 10].every(length => {
    let sum = 0;
    for (let place = 0; place < length; place++) sum += digits[place]! * (length + 1 - place);
    const rest = sum % 11;
    return digits[length] === (rest < 2 ? 0 : 11 - rest);
  });
}

test('the check that follows knows real numbers from made-up ones', () => {
  for (const text of ['529.982.247-25', '111.444.777-35']) assert.equal(isValid(text), true, text);
  for (const text of ['529.982.247-26', '529.982.247-15', '111.111.111-11', '52998224725'])
    assert.equal(isValid(text), false, text);
});

test('529.982.247-25 comes out with its own check digits', () => {
  // Five of the ten repeated-digit numbers lie below it.
  assert.equal(cpfOf(529_982_247 - 5), '529.982.247-25');
});

test('every number is valid and none comes twice', () => {
  const made = Array.from({ length: 20_000 }, (_, index) => generate(contextOf(index))!);
  assert.deepEqual(
    made.filter(text => !isValid(text)),
    [],
  );
  assert.equal(new Set(made).size, made.length);
});

test('around the numbers of one repeated digit nothing is lost and nothing repeats', () => {
  for (let digit = 1; digit <= 8; digit++) {
    const first = digit * 111_111_111 - digit - 1;
    const around = [first, first + 1].map(value => Number(cpfOf(value)!.replaceAll(/\D/g, '').slice(0, 9)));
    assert.deepEqual(around, [digit * 111_111_111 - 1, digit * 111_111_111 + 1]);
  }
  assert.equal(cpfOf(0), '000.000.001-91');
  assert.equal(cpfOf(space - 1)!.slice(0, 11), '999.999.998');
  assert.throws(() => generate(contextOf(space)), RangeError);
});
