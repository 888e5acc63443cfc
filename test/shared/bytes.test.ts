import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatBytes, parseBytes } from '../../src/shared/bytes.ts';

test('sizes in decimal and binary units', () => {
  const sizes = { '0B': 0, '12 B': 12, '2kB': 2_000, '2KiB': 2_048, '1.5GiB': 1_610_612_736, '1TB': 1e12, '0.5B': 0 };
  for (const [text, bytes] of Object.entries(sizes)) assert.equal(parseBytes(text), bytes, text);
  for (const text of ['', '5', 'GiB', '-1GiB', '1 XB', '1e3kB', '9999999TiB'])
    assert.equal(parseBytes(text), undefined, text);
});

test('for people in the largest unit that leaves a whole part', () => {
  assert.deepEqual([0, 1_023, 1_024, 1_610_612_736].map(formatBytes), ['0 B', '1023 B', '1.0 KiB', '1.5 GiB']);
});
