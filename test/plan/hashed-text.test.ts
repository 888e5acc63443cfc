import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { HashedText } from '../../src/plan/hashed-text.ts';

function hashOf(parts: readonly string[]): string {
  return createHash('sha256')
    .update(Buffer.from(parts.join('')))
    .digest('hex');
}

/** Any characters, lone halves of surrogate pairs too, between blanks: no pair is made of two parts. */
const anyPart = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.string({ unit: fc.constantFrom('\ud83d', '\ude00', 'ã', '€', 'z') }),
  )
  .map(text => ` ${text} `);

test('the hash is that of the parts as one text, whatever their characters', () => {
  const property = fc.property(fc.array(anyPart), parts => {
    const text = new HashedText();
    for (const part of parts) text.add(part);
    assert.equal(text.hex(), hashOf(parts));
  });
  fc.assert(property, { numRuns: 500 });
});

test('parts may be longer than the buffer, end with it or begin anew, and the hash may be asked for in between', () => {
  const parts = ['ã€\u{1f600} z', 'x'].flatMap(unit =>
    [1, 100, 2_729, 2_730, 2_731, 5_461, 5_462, 16_383, 16_384, 16_385, 50_000].map(times => unit.repeat(times)),
  );
  const [text, asked] = [new HashedText(), new HashedText()];
  for (const [place, part] of parts.entries()) {
    text.add(part);
    asked.add(part);
    assert.equal(asked.hex(), hashOf(parts.slice(0, place + 1)));
  }
  assert.equal(text.hex(), hashOf(parts));
  assert.equal(new HashedText().hex(), hashOf([]));
});
