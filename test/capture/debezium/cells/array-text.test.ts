import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arrayText } from '../../../../src/capture/debezium/cells/array-text.ts';
import { fileServer } from '../../../helpers/file-server.ts';

const server = fileServer();

const character = fc.constantFrom(
  'a',
  ',',
  '{',
  '}',
  '"',
  '\\',
  ' ',
  '\t',
  '\n',
  '\v',
  '\f',
  '\r',
  '\u00a0',
  '\u2003',
  'é',
  ';',
  "'",
);
const element = fc.oneof(
  fc.string({ unit: character, maxLength: 3 }),
  fc.constantFrom('NULL', 'null', 'nUll', 'NULLS'),
);

test('an array has the text that PostgreSQL gives it', async () => {
  const arrays = fc.sample(fc.array(fc.option(element, { freq: 6 }), { maxLength: 4 }), { numRuns: 3_000, seed: 1 });
  const client = await server.session(await server.newDatabase());
  const { rows } = await client.query<{ text: string }>(
    `SELECT coalesce((SELECT array_agg(item ORDER BY place) FROM jsonb_array_elements_text(list) WITH ORDINALITY AS e (item, place)), '{}')::text AS text
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS lists (list, number) ORDER BY number`,
    [JSON.stringify(arrays)],
  );
  assert.deepEqual(
    arrays.map(array => arrayText(array)),
    rows.map(row => row.text),
  );
});

test('an array of arrays', () => {
  assert.equal(
    arrayText([
      ['a', null],
      ['b c', ''],
    ]),
    '{{a,NULL},{"b c",""}}',
  );
});
