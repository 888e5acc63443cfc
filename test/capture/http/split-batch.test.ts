import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitBatch } from '../../../src/capture/http/split-batch.ts';

const split = (text: string): string[] | undefined => splitBatch(Buffer.from(text))?.map(each => each.toString());

test('elements keep every digit that they were written with', () => {
  assert.deepEqual(split('[{"lsn":9223372036854775807},{"n":0.10}]'), ['{"lsn":9223372036854775807}', '{"n":0.10}']);
});

test('what is no whole array is not split', () => {
  for (const text of ['', '{"a":[1,2]}', '[1,2', '[1,2}', '[1]]', '[1] x', '["a]', 'null', '"[1,2]"']) {
    assert.equal(split(text), undefined, text);
  }
});

test('an empty array has no elements', () => {
  assert.deepEqual(split(' [ ]\n'), []);
});

test('any JSON values come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.constantFrom(0, 2), (values, indent) => {
      const elements = split(JSON.stringify(values, undefined, indent));
      assert.deepEqual(
        elements?.map(each => JSON.parse(each) as unknown),
        JSON.parse(JSON.stringify(values)),
      );
    }),
  );
});
