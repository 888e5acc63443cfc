import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { startEmbeddedServer, type EmbeddedServer } from '../../src/postgres/embedded/server.ts';
import { diagnose } from '../../src/postgres/doctor/diagnose.ts';
import type { Diagnosis } from '../../src/postgres/doctor/diagnosis.ts';
import { readServerOffer, type ServerOffer } from '../../src/postgres/doctor/server-offer.ts';

let server: EmbeddedServer;
let admin: pg.Client;

before(async () => {
  server = await startEmbeddedServer({ settings: { wal_level: 'replica', max_replication_slots: '0' } });
  admin = await clientOf(server.url);
});
after(async () => {
  await admin.end();
  await server.stop();
});

async function clientOf(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  return client;
}

/** A database of its own, and a session of a role that was only just created. */
async function freshRole(name: string): Promise<{ client: pg.Client; owner: pg.Client }> {
  await admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'x'`);
  await admin.query(`CREATE DATABASE ${name}_db`);
  const url = new URL(server.url);
  url.pathname = `/${name}_db`;
  const owner = await clientOf(url.href);
  url.username = name;
  url.password = 'x';
  return { client: await clientOf(url.href), owner };
}

async function offerTo(client: pg.Client): Promise<ServerOffer> {
  return await readServerOffer(client, 'public', { name: 'm', tables: ['mine'] }, () => Date.now());
}

const needs = { schema: 'public', connections: 4 };
const named = (findings: readonly Diagnosis[], status: Diagnosis['status']): string[] =>
  findings.filter(each => each.status === status).map(each => each.what);

test('a fresh role: what fails is mended by the lines that are printed, as they are', async () => {
  const { client, owner } = await freshRole('newcomer');
  const before = diagnose(await offerTo(client), needs);
  assert.deepEqual(named(before, 'fails'), ['create tables in schema public', 'create publications']);
  await assert.rejects(client.query('CREATE TABLE t (id int)'), /permission denied/);
  for (const line of before.filter(each => each.status === 'fails').flatMap(each => each.mend)) await owner.query(line);
  assert.deepEqual(named(diagnose(await offerTo(client), needs), 'fails'), []);
  await client.query('CREATE TABLE t (id int PRIMARY KEY)');
  await client.query('CREATE PUBLICATION p FOR TABLE t');
  await client.end();
  await owner.end();
});

test('what captures need is a limit and no failure', async () => {
  const findings = diagnose(await offerTo(admin), needs);
  assert.deepEqual(named(findings, 'limits'), ['wal_level', 'replication slots']);
  const lines = findings.flatMap(each => each.mend).join('\n');
  for (const managed of ['rds.logical_replication', 'cloudsql.logical_decoding', 'Azure'])
    assert.ok(lines.includes(managed));
  await admin.query("ALTER SYSTEM SET wal_level = 'logical'");
  await admin.query('ALTER SYSTEM RESET wal_level');
});

test('a role may be given the right to replicate by the line that is printed', async () => {
  const { client, owner } = await freshRole('capturer');
  const line = diagnose(await offerTo(client), needs).find(each => each.what === 'replication right')!.mend[0]!;
  await owner.query(line);
  assert.ok(!named(diagnose(await offerTo(client), needs), 'limits').includes('replication right'));
  await client.end();
  await owner.end();
});

test('tables of the model that belong to somebody else are named with their owner', async () => {
  const { client, owner } = await freshRole('tenant');
  await owner.query('CREATE TABLE mine (id int)');
  const finding = diagnose(await offerTo(client), needs).find(each => each.what === 'own the tables of the model')!;
  assert.equal(finding.status, 'fails');
  assert.match(finding.found, /public\.mine \(postgres\)/);
  for (const line of finding.mend) await owner.query(line);
  assert.ok(!named(diagnose(await offerTo(client), needs), 'fails').includes('own the tables of the model'));
  await client.end();
  await owner.end();
});

const offer: ServerOffer = {
  role: 'r',
  database: 'd',
  version: '17.1',
  versionNumber: 170_001,
  isStandby: false,
  tlsVersion: 'TLSv1.3',
  isLocal: false,
  pooled: false,
  walLevel: 'logical',
  superuser: true,
  replication: false,
  schemaExists: true,
  mayCreateTables: true,
  mayCreateInDatabase: true,
  mayCreateTemporary: true,
  freeConnections: 4,
  freeOfRole: null,
  freeOfDatabase: 4,
  freeSlots: 1,
  freeSenders: 1,
  foreignObjects: [],
  idleSlots: [],
  clock: { offsetMs: 20, uncertaintyMs: 1 },
};

test('the borders of each finding', () => {
  const status = (change: Partial<ServerOffer>, what: string): string =>
    diagnose({ ...offer, ...change }, needs).find(each => each.what === what)!.status;
  assert.deepEqual(named(diagnose(offer, needs), 'fine').length, diagnose(offer, needs).length);
  assert.equal(status({ versionNumber: 139_999 }, 'server version'), 'fails');
  assert.equal(status({ versionNumber: 140_000 }, 'server version'), 'fine');
  assert.equal(status({ freeConnections: 3 }, 'connections'), 'fails');
  assert.equal(status({ freeOfRole: 3 }, 'connections'), 'fails');
  assert.equal(status({ freeOfDatabase: -2 }, 'connections'), 'fails');
  assert.equal(status({ isStandby: true }, 'primary or standby'), 'fails');
  assert.equal(status({ tlsVersion: null }, 'encryption'), 'note');
  assert.equal(status({ tlsVersion: null, isLocal: true }, 'encryption'), 'fine');
  assert.equal(status({ pooled: true }, 'way to the server'), 'limits');
  assert.equal(status({ idleSlots: [{ name: 'x', retainedBytes: 1 }] }, 'slots that nobody reads'), 'note');
  assert.equal(status({ freeSenders: 0 }, 'WAL senders'), 'limits');
  assert.equal(status({ clock: { offsetMs: -60, uncertaintyMs: 1 } }, 'clock'), 'limits');
  assert.equal(status({ schemaExists: false, mayCreateInDatabase: false }, 'create schema public'), 'fails');
  const few = diagnose({ ...offer, freeOfRole: 0 }, needs).find(each => each.what === 'connections')!;
  assert.deepEqual(few.mend, ['ALTER ROLE "r" CONNECTION LIMIT -1;']);
});
