import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { CapturedChange } from '../../src/observe/verify/captured-change.ts';
import { openSlotCapture, type SlotCaptureRequest } from '../../src/capture/slot.ts';
import { allTime } from '../../src/capture/slot/judging-time.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { CannotRun } from '../../src/shared/errors.ts';
import { fileServer, type FileServer } from '../helpers/file-server.ts';
import { headBytes, startPgoutputProxy } from '../helpers/pgoutput-proxy.ts';
import { listen, newRunId, type SlotListener } from '../helpers/slot-listener.ts';

const server = fileServer();
const limited = fileServer({ wal_level: 'replica' });

async function database(): Promise<string> {
  const url = await server.newDatabase();
  await server.ask(url, 'CREATE TABLE items (id integer PRIMARY KEY, n integer)');
  return url;
}

/** Waits until something is so; a test that waits in vain ends by the time limit of `test/run.ts`. */
async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await pause(20);
}

async function slotsOf(url: string): Promise<string[]> {
  const rows = await server.ask(
    url,
    'SELECT slot_name FROM pg_replication_slots WHERE database = current_database() ORDER BY 1',
  );
  return rows.map(row => row['slot_name']!);
}

const confirmed = async (url: string, name: string): Promise<number> => {
  const sql = `SELECT (confirmed_flush_lsn - '0/0')::text AS lsn FROM pg_replication_slots WHERE slot_name = '${name}'`;
  return Number((await server.ask(url, sql))[0]!['lsn']);
};

/**
 * Inserts one row a transaction, two in every fourth, until it is to stop.
 * @returns how many transactions there were
 */
async function insertUntil(url: string, isEnough: (transactions: number) => boolean): Promise<number> {
  const client = await server.session(url);
  for (let id = 0; ; id++) {
    if (isEnough(id)) return id;
    const more = id % 4 === 3 ? `, (${id + 1_000_000}, 0)` : '';
    await client.query(`INSERT INTO items VALUES (${id}, 0)${more}`);
  }
}

const insertMany = (url: string, count: number): Promise<number> => insertUntil(url, done => done >= count);

const place = ({ position }: CapturedChange): [number, number] => [position!.commitLsn!, position!.ordinal!];
const isAfter = (a: readonly number[], b: readonly number[]): boolean =>
  a[0]! > b[0]! || (a[0] === b[0] && a[1]! > b[1]!);

/** Ids in the order of their first coming, and how many changes came again. */
function firstComings(changes: readonly CapturedChange[]): { ids: string[]; repeats: number } {
  const ids: string[] = [];
  let high: readonly number[] = [0, 0];
  for (const change of changes) {
    if (!isAfter(place(change), high)) continue;
    high = place(change);
    ids.push(change.after![0]!);
  }
  return { ids, repeats: changes.length - ids.length };
}

const expectedIds = (count: number): string[] =>
  Array.from({ length: count }, (_, id) => (id % 4 === 3 ? [`${id}`, `${id + 1_000_000}`] : [`${id}`])).flat();

test('a walsender that is ended again and again costs no change, and repeats come only behind a reconnect', async () => {
  const url = await database();
  const atReconnect: number[] = [];
  const late: { heard: SlotListener | undefined } = { heard: undefined };
  let commits = 0;
  const heard = await listen(url, ['items'], server, {
    acknowledges: false,
    onEvent: event => {
      // Every tenth commit is acknowledged, late: the nine others come again.
      if (event.kind === 'commit' && (commits += 1) % 10 === 0) late.heard?.capture.acknowledge(event.commit.endLsn);
    },
    onReconnect: () => void atReconnect.push(late.heard!.changes.length),
  });
  late.heard = heard;
  let isOver = false;
  const writing = insertUntil(url, () => isOver);
  for (let kills = 1; kills <= 4; kills++) {
    const seen = heard.changes.length;
    await heard.until(() => heard.changes.length > seen + 50);
    await server.ask(url, `SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active`);
    await heard.until(() => heard.reconnects.length === kills);
  }
  isOver = true;
  const count = await writing;
  await heard.caughtUp();
  const { ids, repeats } = firstComings(heard.changes);
  assert.deepEqual(ids, expectedIds(count));
  assert.ok(repeats > 0, 'what was not acknowledged came again');
  assert.equal(atReconnect.length, 4);
  for (const [round, from] of atReconnect.entries()) {
    const high = place(heard.changes[from - 1]!);
    const next = heard.changes.slice(from, atReconnect[round + 1]);
    const firstNew = next.findIndex(change => isAfter(place(change), high));
    assert.ok(
      firstNew >= 0 && next.slice(firstNew).every(change => isAfter(place(change), high)),
      'repeats come first',
    );
    assert.ok(next.every(change => change.position!.commitLsn! >= heard.reconnects[round]!.resumeLsn));
  }
  assert.match(heard.reconnects[0]!.reason, /can no longer be read: .*terminat/);
  await heard.capture.stop();
});

test('where every commit was acknowledged, a new connection repeats nothing', async () => {
  const url = await database();
  const heard = await listen(url, ['items'], server);
  await insertMany(url, 50);
  await heard.caughtUp();
  await server.ask(url, `SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active`);
  await heard.until(() => heard.reconnects.length === 1);
  await server.ask(url, 'INSERT INTO items VALUES (-1, 0)');
  await heard.caughtUp();
  assert.deepEqual(firstComings(heard.changes), { ids: [...expectedIds(50), '-1'], repeats: 0 });
  await heard.capture.stop();
});

test('a crash of the server loses and invents nothing', async () => {
  const url = await database();
  const heard = await listen(url, ['items'], server, { reconnectAfterMs: Array<number>(100).fill(100) });
  await insertMany(url, 100);
  await heard.caughtUp();
  const victim = await server.session(url);
  const { rows } = await victim.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  process.kill(rows[0]!.pid, 'SIGKILL');
  await heard.until(() => heard.reconnects.length > 0);
  await server.ask(url, 'INSERT INTO items VALUES (-1, 0)');
  await heard.caughtUp();
  assert.deepEqual(firstComings(heard.changes), { ids: [...expectedIds(100), '-1'], repeats: 0 });
  const locked = `SELECT pg_try_advisory_lock(1095911754, hashtext('${heard.capture.start.slotName}'))::text AS free`;
  assert.deepEqual(await server.ask(url, locked), [{ free: 'false' }], 'still marked as owned by a living run');
  await heard.capture.stop();
  assert.deepEqual(await slotsOf(url), [], 'dropped, although the session that made it died');
});

test('the server may forget what was acknowledged, and no more', async () => {
  const url = await database();
  const heard = await listen(url, ['items'], server, { acknowledges: false });
  const { slotName } = heard.capture.start;
  await insertMany(url, 10);
  await heard.caughtUp();
  const [third, last] = [heard.commits[2]!.endLsn, heard.commits.at(-1)!.endLsn];
  heard.capture.acknowledge(third);
  await until(async () => (await confirmed(url, slotName)) === third);
  // Changes of other tables move the server on while a commit of ours is outstanding.
  await server.ask(url, 'CREATE TABLE other AS SELECT generate_series(1, 1000)');
  await pause(1_500);
  assert.equal(await confirmed(url, slotName), third);
  heard.capture.acknowledge(last);
  const [now] = await server.ask(url, `SELECT (pg_current_wal_lsn() - '0/0')::text AS lsn`);
  await until(async () => (await confirmed(url, slotName)) >= Number(now!['lsn']));
  await heard.capture.stop();
});

test('an idle capture holds back no log while other tables change', async () => {
  const url = await database();
  const heard = await listen(url, ['items'], server);
  await server.ask(url, 'CREATE TABLE other AS SELECT generate_series(1, 100000)');
  const [now] = await server.ask(url, `SELECT (pg_current_wal_lsn() - '0/0')::text AS lsn`);
  await until(async () => (await confirmed(url, heard.capture.start.slotName)) >= Number(now!['lsn']));
  assert.deepEqual(heard.changes, []);
  await heard.capture.stop();
});

test('a paused capture reads no more, keeps its slot, and has missed nothing when it goes on', async () => {
  const url = await database();
  const heard = await listen(url, ['items'], server);
  heard.capture.pause();
  await server.ask(url, `INSERT INTO items SELECT i, 0 FROM generate_series(1, 200000) i`);
  await pause(1_500);
  const [slot] = await server.ask(
    url,
    `SELECT active::text FROM pg_replication_slots WHERE database = current_database()`,
  );
  assert.equal(slot!['active'], 'true');
  assert.ok(heard.changes.length < 200_000, `${heard.changes.length} came`);
  heard.capture.resume();
  await heard.caughtUp();
  assert.equal(heard.changes.length, 200_000);
  assert.equal(heard.reconnects.length, 0);
  await heard.capture.stop();
});

test('what the consumer throws ends the capture and reaches it as the reason', async () => {
  const url = await database();
  const fault = new Error('the consumer cannot go on');
  const heard = await listen(url, ['items'], server, {
    onEvent: event => {
      if (event.kind === 'change') throw fault;
    },
  });
  await server.ask(url, 'INSERT INTO items VALUES (1, 1), (2, 2)');
  await until(() => heard.losses.length > 0);
  assert.deepEqual(heard.losses, [fault]);
  assert.equal(heard.changes.length, 1);
  await heard.capture.stop();
  assert.deepEqual(await slotsOf(url), []);
});

test('what waits for its verdict is told later and in order, through a lost connection, and the server need not keep it', async () => {
  const url = await database();
  const time = { has: false };
  const order: string[] = [];
  const heard = await listen(url, ['items'], server, {
    judgingTime: { ...allTime, isLeft: () => time.has },
    onEvent: event => {
      if (event.kind === 'change') order.push(event.change.after![0]!);
    },
    onReconnect: () => void order.push('reconnect'),
  });
  const { slotName } = heard.capture.start;
  await insertMany(url, 50);
  const [written] = await server.ask(url, `SELECT (pg_current_wal_lsn() - '0/0')::text AS lsn`);
  await until(async () => (await confirmed(url, slotName)) >= Number(written!['lsn']));
  assert.deepEqual([order, heard.capture.waiting() > 0], [[], true]);
  await server.ask(url, `SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE active`);
  await until(async () => {
    const sql = `SELECT 1 FROM pg_replication_slots WHERE slot_name = '${slotName}' AND active`;
    return (await server.ask(url, sql)).length === 1;
  });
  await server.ask(url, 'INSERT INTO items VALUES (-1, 0)');
  await pause(100);
  assert.deepEqual(order, []);
  time.has = true;
  await heard.caughtUp();
  assert.deepEqual(order, [...expectedIds(50), 'reconnect', '-1']);
  assert.equal(heard.capture.waiting(), 0);
  await heard.capture.stop();
});

test('a backlog that is full pauses the reading until enough of it is judged', async () => {
  const url = await database();
  // Nothing can be written there: a few megabytes in memory are all that may wait.
  const before = process.env['TMPDIR'];
  const reasons: string[] = [];
  const heard = await listen(url, ['items'], server, {
    judgingTime: { ...allTime, isLeft: () => false },
    onUnwritable: reason => void reasons.push(reason),
  });
  process.env['TMPDIR'] = '/nowhere at all';
  try {
    let most = 0;
    const looking = setInterval(() => (most = Math.max(most, heard.capture.waiting())));
    await server.ask(url, `INSERT INTO items SELECT i, 0 FROM generate_series(1, 400000) i`);
    // Some megabytes of it wait without an end: nobody has time for them.
    await until(() => heard.changes.length > 0 && heard.changes.length + heard.capture.waiting() > 399_900);
    clearInterval(looking);
    assert.equal(reasons.length, 1);
    assert.match(reasons[0]!, /ENOENT/);
    assert.ok(most < 200_000, `${most} messages of some 50 bytes waited at a time`);
    assert.deepEqual(heard.losses, []);
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  await heard.capture.stop();
});

test('what the consumer throws when it is told later ends the capture too', async () => {
  const url = await database();
  const fault = new Error('the consumer cannot go on');
  const time = { has: false };
  const heard = await listen(url, ['items'], server, {
    judgingTime: { ...allTime, isLeft: () => time.has },
    onEvent: event => {
      if (event.kind === 'change') throw fault;
    },
  });
  await server.ask(url, 'INSERT INTO items VALUES (1, 1), (2, 2)');
  await until(() => heard.capture.waiting() > 0);
  time.has = true;
  await until(() => heard.losses.length > 0);
  assert.deepEqual([heard.losses, heard.changes.length], [[fault], 1]);
  await until(async () => (await server.ask(url, 'SELECT 1 FROM pg_replication_slots WHERE active')).length === 0);
  await heard.capture.stop();
  assert.deepEqual(await slotsOf(url), []);
});

test('bytes that are no message are told, and what comes behind them too', async () => {
  const url = await database();
  const proxy = await startPgoutputProxy(url);
  let isTorn = false;
  proxy.script = (transaction, stream) => {
    // The change in the middle of three: a type that there is not, and nothing behind it.
    const torn = transaction.map((frame, at) =>
      at === 3 && !isTorn ? Buffer.concat([frame.subarray(0, headBytes), Buffer.from('?')]) : frame,
    );
    isTorn = true;
    stream.send(torn);
  };
  const told: string[] = [];
  const heard = await listen(proxy.url, ['items'], server, { onUndecodable: ({ message }) => void told.push(message) });
  await server.ask(url, 'INSERT INTO items VALUES (1, 1), (2, 2), (3, 3)');
  await heard.caughtUp();
  assert.deepEqual(told, ['a pgoutput message has the unknown type "?"']);
  assert.deepEqual([heard.changes.map(({ after }) => after![0]), heard.losses], [['1', '3'], []]);
  await heard.capture.stop();
});

test('a slot that is dropped under a capture ends it, in words', async () => {
  const url = await database();
  const heard = await listen(url, ['items'], server, { reconnectAfterMs: [500] });
  const { slotName } = heard.capture.start;
  // In one go: a slot that is in use again cannot be dropped.
  await server.ask(
    url,
    `SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE slot_name = '${slotName}';
     SELECT pg_drop_replication_slot('${slotName}')`,
  );
  await until(() => heard.losses.length > 0);
  assert.match(heard.losses[0]!.message, new RegExp(`${slotName}.* does not exist`));
  await heard.capture.stop();
});

const request = (url: string, options: Partial<SlotCaptureRequest> = {}): SlotCaptureRequest => ({
  url,
  settings: { applicationName: 'alimentador test', synchronousCommit: 'on', schema: 'public' },
  slotName: `alimentador_${newRunId()}_reference`,
  tables: ['items'],
  clock: systemClock,
  onEvent: () => undefined,
  onUndecodable: () => undefined,
  onReconnect: () => undefined,
  onLost: () => undefined,
  ...options,
});

async function refusal(url: string, options: Partial<SlotCaptureRequest> = {}): Promise<CannotRun> {
  const error = await openSlotCapture(request(url, options)).then(
    () => assert.fail('it opened'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof CannotRun, String(error));
  return error;
}

const publicationsOf = async (from: FileServer, url: string): Promise<string[]> =>
  (await from.ask(url, 'SELECT pubname FROM pg_publication ORDER BY 1')).map(row => row['pubname']!);

test('a server without logical decoding, and a role without rights, are told with what mends them', async () => {
  const plain = await limited.newDatabase();
  await limited.ask(plain, 'CREATE TABLE items (id integer PRIMARY KEY)');
  const { message, hint } = await refusal(plain);
  assert.match(`${message} ${hint}`, /wal_level.*ALTER SYSTEM SET wal_level = 'logical'/s);
  assert.deepEqual(await publicationsOf(limited, plain), [], 'the publication went with it');

  const url = await database();
  const role = `writer_${newRunId()}`;
  await server.ask(url, `CREATE ROLE ${role} LOGIN PASSWORD 'x'; GRANT SELECT ON items TO ${role}`);
  const asWriter = url.replace(/\/\/[^@]+@/, `//${role}:x@`);
  const noPublication = await refusal(asWriter);
  assert.match(
    `${noPublication.message} ${noPublication.hint}`,
    /may not make one.*CREATE PUBLICATION .*"public"\."items"/s,
  );
  await server.ask(url, 'CREATE PUBLICATION given FOR TABLE items');
  const noSlot = await refusal(asWriter);
  assert.match(`${noSlot.message} ${noSlot.hint}`, /makes no replication slot.*ALTER ROLE .* REPLICATION/s);
  assert.deepEqual(await slotsOf(url), []);
  assert.deepEqual(await publicationsOf(server, url), ['given']);
});
