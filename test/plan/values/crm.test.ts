import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crm } from '../../../src/plan/values/crm.ts';
import { sequence } from '../../../src/plan/values/sequence.ts';
import { contextOf, root } from './context.ts';

const units = 'AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO'.split(' ');

test('a CRM is six digits and one of the 27 federal units, and none comes twice', () => {
  const generate = crm(root);
  const made = Array.from({ length: 20_000 }, (_, index) => generate(contextOf(index))!);
  for (const text of made) assert.match(text, /^\d{6}[A-Z]{2}$/);
  assert.deepEqual([...new Set(made.map(text => text.slice(6)))].sort(), [...units].sort());
  assert.equal(new Set(made).size, made.length);
  assert.throws(() => generate(contextOf(27_000_000)), RangeError);
});

test('a sequence counts each number of its width once, zeros in front', () => {
  const generate = sequence(root, 'SKU-', 3, '/x');
  const made = Array.from({ length: 1_000 }, (_, index) => generate(contextOf(index))!);
  for (const text of made) assert.match(text, /^SKU-\d{3}\/x$/);
  assert.equal(new Set(made).size, 1_000);
  assert.throws(() => generate(contextOf(1_000)), RangeError);
});
