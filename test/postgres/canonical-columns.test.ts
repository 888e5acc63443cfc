import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { canonicalText } from '../../src/observe/verify/canonical-text.ts';
import { fileServer } from '../helpers/file-server.ts';

const server = fileServer();

const json: fc.Arbitrary<string> = fc
  .json({ maxDepth: 3, stringUnit: 'grapheme' })
  .filter(text => !/\\u0000|\d[eE]|[\uD800-\uDFFF]/.test(text));
const digits = fc.tuple(fc.boolean(), fc.nat(), fc.nat({ max: 9_999 })).map(([minus, whole, decimals]) => {
  return `${minus ? '-' : ''}${whole}.${String(decimals).padStart(4, '0')}`;
});
const moment = fc
  .date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 19).replace('T', ' '));

const types: Readonly<Record<string, { column: { type: string; modifier: number }; texts: fc.Arbitrary<string> }>> = {
  jsonb: { column: { type: 'jsonb', modifier: -1 }, texts: json },
  'numeric(30,2)': { column: { type: 'numeric', modifier: ((30 << 16) | 2) + 4 }, texts: digits },
  'numeric(30,0)': { column: { type: 'numeric', modifier: (30 << 16) + 4 }, texts: digits },
  'numeric(30,6)': { column: { type: 'numeric', modifier: ((30 << 16) | 6) + 4 }, texts: digits },
  int8: {
    column: { type: 'int8', modifier: -1 },
    texts: fc.maxSafeInteger().map(value => `+${value}`.replace('+-', '-00')),
  },
  bool: { column: { type: 'bool', modifier: -1 }, texts: fc.constantFrom('true', 'false', 't', 'f') },
  uuid: { column: { type: 'uuid', modifier: -1 }, texts: fc.uuid().map(text => text.toUpperCase()) },
  date: { column: { type: 'date', modifier: -1 }, texts: moment },
  timestamp: {
    column: { type: 'timestamp', modifier: -1 },
    texts: fc.oneof(
      moment,
      moment.map(text => text.slice(0, 10)),
    ),
  },
  timestamptz: {
    column: { type: 'timestamptz', modifier: -1 },
    texts: fc.oneof(
      moment,
      moment.map(text => text.slice(0, 10)),
    ),
  },
  'character(8)': {
    column: { type: 'bpchar', modifier: 12 },
    texts: fc.string({ unit: fc.constantFrom('a', 'é', '漢', '👩'), maxLength: 8 }),
  },
};

for (const [name, { column, texts }] of Object.entries(types)) {
  test(`what is made of a text of ${name} is what the server prints`, async () => {
    const client = await server.session(await server.newDatabase());
    await client.query("SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'");
    const make = canonicalText({ table: 't', column: 'c', ...column });
    const property = fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 40 }), async written => {
      const { rows } = await client.query<{ text: string }>(
        `SELECT format('%s', t::${name}) AS text FROM unnest($1::text[]) WITH ORDINALITY AS u (t, i) ORDER BY i`,
        [written],
      );
      assert.deepEqual(written.map(make), rows.map(row => row.text)); // prettier-ignore
    });
    await fc.assert(property, { numRuns: 30 });
  });
}
