import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from '../../src/postgres/connect.ts';
import { fileServer } from '../helpers/file-server.ts';

const server = fileServer();
const settings = { applicationName: 'test', synchronousCommit: 'off', schema: 'public' };

test('what PG* variables of the environment hold does not change how a run talks to its server', async t => {
  const url = await server.newDatabase();
  const hostile = {
    PGSSLMODE: 'require',
    PGSSLNEGOTIATION: 'direct',
    PGOPTIONS: '-c work_mem=99MB',
    PGHOST: 'nowhere.invalid',
  };
  for (const [name, value] of Object.entries(hostile)) process.env[name] = value;
  t.after(() => {
    for (const name of Object.keys(hostile)) delete process.env[name];
  });
  const client = await connect(url, settings);
  const { rows } = await client.query<{ work_mem: string }>('SHOW work_mem');
  assert.notEqual(rows[0]!.work_mem, '99MB');
  await client.end();
});

test('settings of the role or the database do not change the texts of values', async () => {
  const url = await server.newDatabase();
  const database = new URL(url).pathname.slice(1);
  for (const setting of [
    "DateStyle = 'SQL, DMY'",
    "TimeZone = 'Asia/Tokyo'",
    "bytea_output = 'escape'",
    "search_path = 'nowhere'",
  ]) {
    await server.ask(url, `ALTER DATABASE ${database} SET ${setting}`);
  }
  const client = await connect(url, settings);
  const { rows } = await client.query<Record<string, string>>(
    `SELECT '2024-01-31 08:05:00+00'::timestamptz::text AS time, '\\x1f'::bytea::text AS bytes,
            current_setting('synchronous_commit') AS commit, current_setting('search_path') AS path`,
  );
  assert.deepEqual(rows, [{ time: '2024-01-31 08:05:00+00', bytes: '\\x1f', commit: 'off', path: '"public"' }]);
  await client.end();
});
