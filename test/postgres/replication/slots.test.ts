import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { dropLeftovers } from '../../../src/postgres/replication/leftover-slots.ts';
import { makeOwnSlot } from '../../../src/postgres/replication/own-slot.ts';
import { guardSlot } from '../../../src/postgres/replication/slot-guard.ts';
import { isOwnSlotName, slotNameOf } from '../../../src/postgres/replication/slot-name.ts';
import { publicationFor } from '../../../src/postgres/replication/slot-publication.ts';
import { startSlotSampler, type SlotSample } from '../../../src/postgres/replication/slot-sampler.ts';
import { openWalsender } from '../../../src/postgres/replication/walsender.ts';
import { CannotRun } from '../../../src/shared/errors.ts';
import { fileServer } from '../../helpers/file-server.ts';
import { listen, newRunId } from '../../helpers/slot-listener.ts';

const server = fileServer();
const settings = { applicationName: 'alimentador test', synchronousCommit: 'on', schema: 'public' };

async function database(): Promise<string> {
  const url = await server.newDatabase();
  await server.ask(
    url,
    'CREATE TABLE items (id integer PRIMARY KEY, n integer); CREATE TABLE "Odd ""name" (id integer)',
  );
  return url;
}

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await pause(20);
}

const namesOf = async (url: string, sql: string): Promise<string[]> =>
  (await server.ask(url, sql)).map(row => row['name']!);
const slotsOf = (url: string): Promise<string[]> =>
  namesOf(url, `SELECT slot_name AS name FROM pg_replication_slots WHERE database = current_database() ORDER BY 1`);
const publicationsOf = (url: string): Promise<string[]> =>
  namesOf(url, 'SELECT pubname AS name FROM pg_publication ORDER BY 1');

test('slot names are valid, carry the run and differ where captures do', () => {
  assert.equal(slotNameOf('0a1b2c3d', 'reference'), 'alimentador_0a1b2c3d_reference');
  const capture = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 });
  const property = fc.property(capture, capture, (a, b) => {
    const names = [slotNameOf('0a1b2c3d', a), slotNameOf('0a1b2c3d', b)];
    for (const name of names) assert.match(name, /^alimentador_0a1b2c3d_[a-z0-9_]{1,42}$/);
    assert.ok(names.every(isOwnSlotName));
    assert.equal(names[0] === names[1], a === b);
  });
  fc.assert(property);
  assert.notEqual(slotNameOf('0a1b2c3d', 'dbz-36'), slotNameOf('0a1b2c3d', 'dbz_36'));
  for (const other of ['alimentador_debezium', 'alimentador_0a1b2c3d', 'mine']) assert.ok(!isOwnSlotName(other));
});

test('a publication is taken only where it tells every change of all tables whole', async () => {
  const url = await database();
  const client = await server.session(url);
  const tables = ['items', 'Odd "name'];
  const find = (): Promise<unknown> => publicationFor(client, 'public', tables, 'own');
  await client.query(`
    CREATE PUBLICATION part FOR TABLE items;
    CREATE PUBLICATION inserts FOR TABLE items, "Odd ""name" WITH (publish = 'insert');
    CREATE PUBLICATION columns FOR TABLE items (id), "Odd ""name";
    CREATE PUBLICATION rows FOR TABLE items WHERE (id > 5), "Odd ""name"`);
  assert.deepEqual(await find(), { name: 'own', isOwn: true });
  const covered = await namesOf(
    url,
    `SELECT tablename AS name FROM pg_publication_tables WHERE pubname = 'own' ORDER BY 1`,
  );
  assert.deepEqual(covered.sort(), [...tables].sort());
  await client.query('DROP PUBLICATION own; CREATE PUBLICATION everything FOR ALL TABLES');
  assert.deepEqual(await find(), { name: 'everything', isOwn: false });
  await client.query(`CREATE PUBLICATION whole FOR TABLE items, "Odd ""name"`);
  assert.deepEqual(await find(), { name: 'whole', isOwn: false }, 'a narrow one costs the server less');
});

test('names that need quoting go all the way', async () => {
  const url = await database();
  await server.ask(url, `CREATE PUBLICATION "It's ""mine"", all" FOR TABLE "Odd ""name"`);
  const heard = await listen(url, ['Odd "name'], server);
  await server.ask(url, `INSERT INTO "Odd ""name" VALUES (1)`);
  await heard.caughtUp();
  assert.equal(heard.capture.start.publication.name, `It's "mine", all`);
  assert.equal(heard.changes[0]!.table, 'Odd "name');
  await heard.capture.stop();
});

test('a slot and the publication made for it go when the capture stops', async () => {
  const url = await database();
  const heard = await listen(url, ['items'], server);
  const { slotName, publication } = heard.capture.start;
  assert.deepEqual(publication, { name: slotName, isOwn: true });
  assert.deepEqual([await slotsOf(url), await publicationsOf(url)], [[slotName], [slotName]]);
  await heard.capture.stop();
  assert.deepEqual([await slotsOf(url), await publicationsOf(url)], [[], []]);
  const sessions = `SELECT pid::text AS name FROM pg_stat_activity WHERE application_name = 'alimentador test' AND datname = current_database()`;
  await until(async () => (await namesOf(url, sessions)).length === 0);
});

test('only what a dead run left is dropped: not a slot in use, of a living run, of somebody else', async () => {
  const url = await database();
  const elsewhere = await database();
  const client = await server.session(url);
  const [dead, living, read, away] = [newRunId(), newRunId(), newRunId(), newRunId()].map(id => slotNameOf(id, 'a'));
  const make = (at: string, slot: string, plugin = 'pgoutput') =>
    server.ask(at, `SELECT pg_create_logical_replication_slot('${slot}', '${plugin}')`);
  await make(url, dead!);
  await make(url, 'alimentador_debezium');
  await make(url, 'customer');
  await make(elsewhere, away!);
  const request = { url, settings, tables: ['items'], publication: undefined };
  const own = await makeOwnSlot({ ...request, slotName: living! });
  assert.deepEqual(own.leftovers.droppedSlots, [dead], 'the next run cleans up');
  const heard = await listen(url, ['items'], server, { slotName: read! });

  const { droppedSlots, droppedPublications, kept } = await dropLeftovers(client);
  assert.deepEqual([droppedSlots, droppedPublications], [[], []]);
  const reasons = Object.fromEntries(kept.map(({ name, reason }) => [name, reason]));
  assert.match(reasons['alimentador_debezium']!, /did not make it/);
  assert.match(reasons[living!]!, /its run is still there/);
  assert.match(reasons[read!]!, /is being read/);
  assert.match(reasons[away!]!, /belongs to database/);
  assert.deepEqual(new Set(await slotsOf(url)), new Set(['alimentador_debezium', 'customer', living, read]));

  await heard.capture.stop();
  await own.drop();
  const gone = await dropLeftovers(await server.session(elsewhere));
  assert.deepEqual(gone.droppedSlots, [away]);
  for (const name of ['alimentador_debezium', 'customer'])
    await server.ask(url, `SELECT pg_drop_replication_slot('${name}')`);
});

test('a leftover that the role may not drop is named with the reason', async () => {
  const url = await database();
  const slotName = slotNameOf(newRunId(), 'a');
  await server.ask(url, `SELECT pg_create_logical_replication_slot('${slotName}', 'pgoutput')`);
  const role = `reader_${newRunId()}`;
  await server.ask(url, `CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
  const { droppedSlots, kept } = await dropLeftovers(await server.session(url.replace(/\/\/[^@]+@/, `//${role}:x@`)));
  assert.deepEqual(droppedSlots, []);
  assert.match(kept.find(({ name }) => name === slotName)!.reason, /cannot be dropped: permission denied/);
  await server.ask(url, `SELECT pg_drop_replication_slot('${slotName}')`);
});

test('a run that was killed leaves a publication too, which goes with its slot', async () => {
  const url = await database();
  const slotName = slotNameOf(newRunId(), 'a');
  await makeOwnSlot({ url, settings, tables: ['items'], publication: undefined, slotName });
  const killed = `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'alimentador test' AND datname = current_database()`;
  await server.ask(url, killed);
  const leftovers = await dropLeftovers(await server.session(url));
  assert.deepEqual(leftovers, { droppedSlots: [slotName], droppedPublications: [slotName], kept: [] });
  assert.deepEqual([await slotsOf(url), await publicationsOf(url)], [[], []]);
});

test('the sampler sees every slot, and goes on after a lost connection', async () => {
  const url = await database();
  const heard = await listen(url, ['items'], server);
  const { slotName } = heard.capture.start;
  await server.ask(url, `SELECT pg_create_physical_replication_slot('physical')`);
  const rounds: (readonly SlotSample[])[] = [];
  const gaps: string[] = [];
  const sampler = startSlotSampler({
    url,
    settings: { ...settings, applicationName: 'sampler' },
    everyMs: 20,
    onSamples: samples => void rounds.push(samples),
    onGap: reason => void gaps.push(reason),
  });
  await until(() => rounds.length > 1);
  const own = rounds[0]!.find(({ name }) => name === slotName)!;
  assert.deepEqual([own.type, own.plugin, own.active, own.walStatus], ['logical', 'pgoutput', true, 'reserved']);
  assert.equal(own.database, new URL(url).pathname.slice(1));
  assert.ok(own.activePid! > 0 && own.retainedBytes! >= own.confirmedBytesBehind!);
  const physical = rounds[0]!.find(({ name }) => name === 'physical')!;
  assert.deepEqual([physical.type, physical.plugin, physical.retainedBytes], ['physical', null, null]);
  await server.ask(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sampler'`);
  await until(() => gaps.length === 1);
  const before = rounds.length;
  await until(() => rounds.length > before);
  await sampler.stop();
  await server.ask(url, `SELECT pg_drop_replication_slot('physical')`);
  await heard.capture.stop();
});

test('the guard drops the slot of the tool that holds back too much, says so, and touches no other', async () => {
  const url = await database();
  const heard = await listen(url, ['items'], server, { acknowledges: false, reconnectAfterMs: [500, 500, 500] });
  const { slotName } = heard.capture.start;
  await server.ask(url, `SELECT pg_create_logical_replication_slot('customer', 'pgoutput')`);
  const [dropped, failures]: [string[], string[]] = [[], []];
  const guard = guardSlot({
    url,
    settings,
    slotName,
    maxRetainedBytes: 4_000_000,
    onDropped: message => void dropped.push(message),
    onFailure: message => void failures.push(message),
  });
  const rounds: (readonly SlotSample[])[] = [];
  const sampler = startSlotSampler({
    url,
    settings,
    everyMs: 20,
    onSamples: samples => {
      rounds.push(samples);
      guard(samples);
    },
    onGap: () => undefined,
  });
  await until(() => rounds.length > 2);
  assert.deepEqual(dropped, [], 'a little is no reason');
  await server.ask(url, 'INSERT INTO items SELECT i, 0 FROM generate_series(1, 100000) i');
  await until(() => dropped.length > 0 && heard.losses.length > 0);
  assert.match(
    dropped[0]!,
    new RegExp(`${slotName} held back \\d+ bytes .* guard.maxRetainedWal \\(4000000\\): dropped`),
  );
  assert.match(heard.losses[0]!.message, /does not exist/, 'which voids the capture');
  assert.deepEqual([await slotsOf(url), failures], [['customer'], []]);
  await sampler.stop();
  await heard.capture.stop();
  await server.ask(url, `SELECT pg_drop_replication_slot('customer')`);
});

test('a replication session has our settings, whatever its URL says', async () => {
  const url = await database();
  const options = encodeURIComponent(`-c DateStyle=German -c search_path=pg_catalog -c application_name=x\\ y`);
  const walsender = await openWalsender(`${url}?options=${options}`, { ...settings, schema: 'mine' });
  const show = async (name: string): Promise<unknown> => {
    const { rows } = await walsender.query<Record<string, string>>(`SHOW ${name}`);
    return Object.values(rows[0]!)[0];
  };
  assert.equal(await show('DateStyle'), 'ISO, YMD');
  assert.equal(await show('TimeZone'), 'UTC');
  assert.equal(await show('search_path'), '"mine"');
  await walsender.end();
  const error = await openWalsender(url.replace(/:[^:@/]+@/, ':wrong@'), settings).catch((reason: unknown) => reason);
  assert.ok(error instanceof CannotRun);
  assert.match(error.message, /cannot open a replication connection to PostgreSQL at 127.0.0.1:\d+, database test_\d+/);
  assert.doesNotMatch(error.message, /wrong/);
});
