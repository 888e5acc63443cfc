import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modifierOf } from '../../../../src/capture/debezium/cells/type-modifier.ts';
import { fileServer } from '../../../helpers/file-server.ts';

const server = fileServer();

test('the modifiers of numerics and times are read as PostgreSQL writes them', async () => {
  const url = await server.newDatabase();
  const rows = await server.ask(
    url,
    `CREATE TABLE t (a numeric, b numeric(12,3), c numeric(1000,1000), d numeric(3,-1000), e numeric(5), f time, g time(0), h timestamp(3));
     SELECT attname, atttypmod FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0 ORDER BY attnum`,
  );
  const types = [...Array.from({ length: 5 }, () => 'numeric'), 'time', 'time', 'timestamp'];
  const read = rows.map((row, place) => modifierOf(types[place]!, Number(row['atttypmod'])));
  assert.deepEqual(
    read.slice(0, 5).map(({ scale }) => scale),
    [undefined, 3, 1_000, -1_000, 0],
  );
  assert.deepEqual(
    read.slice(5).map(({ precision }) => precision),
    [6, 0, 3],
  );
});
