import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import type { Report } from '../../src/report/report.generated.ts';
import { cli } from '../helpers/cli.ts';
import { startOwnServer } from '../helpers/own-server.ts';
import { scenarioFile, temporaryFolder } from '../helpers/scenarios.ts';

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The lines of the advice that are SQL; what is a comment is for other servers, or takes other means. */
function sqlLines(stdout: string): string[] {
  return stdout.split('\n').filter(line => /^(ALTER|GRANT|CREATE) /.test(line));
}

test('the advice, followed literally on a server as it comes and with a fresh role, leaves nothing lacking and a run passes', async () => {
  const server = await startOwnServer();
  const database = new URL(server.url);
  database.pathname = '/clinic';
  await withClient(server.url, async client => {
    await client.query("CREATE ROLE fresh LOGIN PASSWORD 'fresh' CONNECTION LIMIT 2");
    await client.query('CREATE DATABASE clinic');
    await client.query('REVOKE TEMPORARY ON DATABASE clinic FROM PUBLIC');
    await client.query('ALTER SYSTEM SET max_replication_slots = 0');
    await client.query('ALTER SYSTEM SET max_wal_senders = 0');
    await client.query("ALTER SYSTEM SET wal_level = 'replica'");
  });
  await server.restart();
  const url = Object.assign(new URL(database), { username: 'fresh', password: 'fresh' }).href;
  const streamPhase = { operations: 100, interval: '0ms', connections: 4 };
  const path = scenarioFile({ streamPhase, database: { url: '${THE_URL}', schema: 'ci 7' } });
  const environment = { THE_URL: url };

  const before = await cli(['doctor', path], { environment });
  assert.equal(before.code, 1, before.stderr);
  assert.match(
    before.stdout,
    /^target: PostgreSQL at .*, database clinic \(from database\.url of the scenario\), as fresh\n/,
  );
  for (const lacking of [
    /^FAIL +create schema ci 7 +fresh may not$/m,
    /^FAIL +create publications/m,
    /^FAIL +create temporary tables/m,
    /^FAIL +connections +1 free, a run needs 4 more/m,
    /^LIMIT +wal_level +replica$/m,
    /^LIMIT +replication right/m,
    /^LIMIT +replication slots +0 free/m,
    /^LIMIT +WAL senders +0 free/m,
  ]) {
    assert.match(before.stdout, lacking);
  }
  const lines = sqlLines(before.stdout);
  assert.equal(lines.length, 7, before.stdout);
  await withClient(database.href, async client => {
    for (const line of lines) await client.query(line);
  });
  assert.ok(lines.some(line => line.includes('then restart the server')));
  await server.restart();

  const after = await cli(['doctor', path], { environment });
  assert.equal(after.code, 0, after.stdout);
  assert.match(after.stdout, /\n\nNothing is lacking\.\n$/);
  const out = temporaryFolder();
  const ran = await cli(['run', path, '--out', out], { environment });
  assert.equal(ran.code, 0, `${ran.stdout}${ran.stderr}`);
  const file = readdirSync(out).find(name => name.endsWith('.json'))!;
  const report = JSON.parse(readFileSync(join(out, file), 'utf8')) as Report;
  assert.deepEqual([report.verdict, report.state.status, report.state.matches], ['passed', 'checked', true]);

  // What captures need is there as well: the role itself makes a slot that decodes changes.
  await withClient(url, async client => {
    await client.query("SELECT pg_create_logical_replication_slot('left_behind', 'pgoutput')");
  });
  const idle = await cli(['doctor', path], { environment });
  assert.equal(idle.code, 0);
  assert.match(idle.stdout, /^NOTE +slots that nobody reads +left_behind holds back \d+\.\d MiB of WAL$/m);
  assert.match(
    idle.stdout,
    /Worth knowing:\n\n-- if its reader is gone for good: SELECT pg_drop_replication_slot\(E'left_behind'\);/,
  );
});

test('tables that an earlier role made are handed over by the lines that are printed, and a run makes them anew', async () => {
  const server = await startOwnServer();
  const as = (role: string): string => Object.assign(new URL(server.url), { username: role, password: role }).href;
  await withClient(server.url, async client => {
    for (const role of ['early', 'late']) {
      await client.query(`CREATE ROLE ${role} LOGIN PASSWORD '${role}'`);
      await client.query(`GRANT CREATE ON DATABASE postgres TO ${role}; GRANT CREATE ON SCHEMA public TO ${role}`);
    }
  });
  const written = { seedPhase: { scale: 0.02 }, streamPhase: { operations: 20, interval: '0ms' } };
  const path = scenarioFile({ ...written, database: { url: '${THE_URL}', prepare: 'create' } });
  const run = async (role: string): Promise<number | null> =>
    (await cli(['run', path, '--out', temporaryFolder()], { environment: { THE_URL: as(role) } })).code;
  assert.equal(await run('early'), 0);
  assert.equal(await run('late'), 3);
  const before = await cli(['doctor', path], { environment: { THE_URL: as('late') } });
  assert.equal(before.code, 1);
  assert.match(before.stdout, /FAIL +own the tables of the model +somebody else owns public\.consultas \(early\)/);
  const lines = sqlLines(before.stdout).filter(line => line.includes('OWNER TO'));
  assert.equal(lines.length, 9, before.stdout);
  await withClient(server.url, async client => {
    for (const line of lines) await client.query(line);
  });
  assert.equal(await run('late'), 0);
});
