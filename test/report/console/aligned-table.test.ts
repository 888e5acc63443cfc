import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alignedTable } from '../../../src/report/console/aligned-table.ts';

test('names stand to the left, numbers to the right', () => {
  assert.deepEqual(
    alignedTable([
      ['Table', 'Rows'],
      ['a', '1 200'],
      ['convenios', '12'],
    ]),
    ['Table       Rows', 'a          1 200', 'convenios     12'],
  );
});

test('nothing gives nothing', () => {
  assert.deepEqual(alignedTable([]), []);
});
