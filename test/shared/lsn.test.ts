import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lsnFromText, lsnText } from '../../src/shared/lsn.ts';

test('an LSN goes to text and back', () => {
  assert.equal(lsnFromText('16/B374D848'), 0x16_b374_d848);
  assert.equal(lsnText(0x16_b374_d848), '16/B374D848');
  assert.equal(lsnText(0), '0/0');
  fc.assert(fc.property(fc.maxSafeNat(), lsn => lsnFromText(lsnText(lsn)) === lsn));
});

test('what is no LSN, or too large for a number, is refused', () => {
  for (const text of ['', '16', '1/2/3', 'G/0', '1/123456789', '-1/0'])
    assert.throws(() => lsnFromText(text), RangeError);
  assert.throws(() => lsnFromText('200000/0'), /200000\/0 is beyond/);
});
