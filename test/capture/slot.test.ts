import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileServer } from '../helpers/file-server.ts';
import { listen } from '../helpers/slot-listener.ts';

const server = fileServer();
const { ask } = server;

async function databaseWith(sql: string): Promise<string> {
  const url = await server.newDatabase();
  await ask(url, sql);
  return url;
}

/** What a change is, without what differs from run to run. */
const essence = ({ op, table, before, after }: { op: string; table: string; before: unknown; after: unknown }) => ({
  op,
  table,
  before,
  after,
});

test('inserts, updates and deletes under REPLICA IDENTITY DEFAULT: keys only, and only where they change', async () => {
  const url = await databaseWith('CREATE TABLE people (id integer PRIMARY KEY, name text, age integer)');
  const { capture, changes, commits, caughtUp } = await listen(url, ['people'], ask);
  await ask(url, `INSERT INTO people VALUES (1, 'Ana', NULL), (2, 'João ñ 漢字 👩‍👩‍👧', 7)`);
  await ask(url, `UPDATE people SET age = 8 WHERE id = 2`);
  await ask(url, `UPDATE people SET id = 3 WHERE id = 1`);
  await ask(url, `DELETE FROM people WHERE id = 2`);
  await caughtUp();
  assert.deepEqual(changes.map(essence), [
    { op: 'insert', table: 'people', before: undefined, after: ['1', 'Ana', null] },
    { op: 'insert', table: 'people', before: undefined, after: ['2', 'João ñ 漢字 👩‍👩‍👧', '7'] },
    { op: 'update', table: 'people', before: undefined, after: ['2', 'João ñ 漢字 👩‍👩‍👧', '8'] },
    { op: 'update', table: 'people', before: ['1', undefined, undefined], after: ['3', 'Ana', null] },
    { op: 'delete', table: 'people', before: ['2', undefined, undefined], after: undefined },
  ]);
  assert.deepEqual(
    changes.map(change => change.position!.ordinal),
    [0, 1, 0, 0, 0],
  );
  assert.deepEqual(commits.map(commit => commit.changes).slice(0, 4), [2, 1, 1, 1]);
  assert.ok(changes.every(({ schema, columns }) => schema === 'public' && columns === changes[0]!.columns));
  assert.deepEqual(changes[0]!.columns, ['id', 'name', 'age']);
  await capture.stop();
});
