import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { filledSql } from '../../src/postgres/sql-file.ts';
import { identifier, identifiers, literal } from '../../src/postgres/sql-text.ts';
import { fileServer } from '../helpers/file-server.ts';

const server = fileServer();
const hostile = ["'", '"', '\\', "\\'", '$1', '{name}', '; DROP TABLE x; --', '/*', "E'", '%I', 'é', '漢', '👩'];
const text = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme-ascii', maxLength: 3 })), { maxLength: 4 })
  .map(parts => parts.join('').replaceAll('\0', ''));

test('any text is a literal and, if it is short enough, a name, however strings are read', async () => {
  const client = await server.session(await server.newDatabase());
  for (const conforming of ['on', 'off']) {
    await client.query(`SET standard_conforming_strings = ${conforming}; SET escape_string_warning = off`);
    const property = fc.asyncProperty(text, text, async (value, name) => {
      const short = Array.from(name).slice(0, 12).join('');
      fc.pre(short !== '');
      const { rows } = await client.query(`SELECT ${literal(value)} AS ${identifier(short)}`);
      assert.deepEqual(rows, [{ [short]: value }]);
    });
    await fc.assert(property, { seed: 20_240_501, numRuns: 100 });
  }
});

test('lists of names', () => {
  assert.equal(identifiers(['a', 'B"c']), '"a", "B""c"');
});

test('places of a statement are filled once, and none may stay empty', () => {
  assert.equal(filledSql('database/analyze', { table: '"{table}$&"' }).split('\n').at(-1), 'ANALYZE "{table}$&";');
  assert.throws(() => filledSql('database/analyze', {}), /analyze\.sql: \{table\} is not filled/);
});
