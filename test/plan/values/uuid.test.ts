import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { makeRoot } from '../../../src/plan/random.ts';
import { randomUuid, UuidKeys } from '../../../src/plan/values/uuid.ts';
import { contextOf, root } from './context.ts';

const version4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const keys = new UuidKeys(root);

test('a key is a version 4 UUID from which its row number can be read', () => {
  const property = fc.property(fc.integer({ min: 1, max: 2 ** 48 - 1 }), rowNumber => {
    const text = keys.text(rowNumber);
    assert.match(text, version4);
    assert.equal(keys.rowNumber(text), rowNumber);
  });
  fc.assert(property, { numRuns: 1_000 });
  assert.equal(new Set(Array.from({ length: 5_000 }, (_, place) => keys.text(place + 1))).size, 5_000);
});

test('keys stay what they are', () => {
  assert.deepEqual(
    [1, 2, 2 ** 48 - 1].map(rowNumber => keys.text(rowNumber)),
    [
      'eade1d1c-933b-4935-90af-db629c1b913b',
      'd24ef45e-1be6-4638-a82d-c3f318d2b5fd',
      '4563c834-6761-4533-b9d6-366cb05bd63c',
    ],
  );
});

test('what the tool did not make is no key: other tables, changed digits, any text', () => {
  const other = new UuidKeys(makeRoot(20_240_501, 'bijection', 'c.b'));
  for (let rowNumber = 1; rowNumber <= 500; rowNumber++) assert.equal(keys.rowNumber(other.text(rowNumber)), undefined);
  const changed = fc.property(fc.integer({ min: 1, max: 1e9 }), fc.nat({ max: 35 }), (rowNumber, at) => {
    const text = keys.text(rowNumber);
    const digit = text[at] === '0' ? '1' : '0';
    assert.equal(keys.rowNumber(text.slice(0, at) + digit + text.slice(at + 1)), undefined);
  });
  fc.assert(changed);
  const nothing = [
    '',
    '-1',
    '-1234567-1234',
    'x'.repeat(36),
    keys.text(1).toUpperCase(),
    `${keys.text(1)} `,
    '0'.repeat(36),
  ];
  for (const text of nothing) assert.equal(keys.rowNumber(text), undefined, text);
  fc.assert(fc.property(fc.string({ maxLength: 40 }), text => assert.equal(keys.rowNumber(text), undefined)));
});

test('random UUIDs are of version 4 and differ', () => {
  const made = Array.from({ length: 5_000 }, (_, number) => randomUuid(contextOf(number))!);
  for (const text of made) assert.match(text, version4);
  assert.equal(new Set(made).size, made.length);
});
