import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort } from '../../../src/postgres/embedded/free-port.ts';
import { isRunning } from '../../../src/postgres/embedded/process-facts.ts';
import { startEmbeddedServer } from '../../../src/postgres/embedded/server.ts';
import { CannotRun } from '../../../src/shared/errors.ts';
import { endOf, serverOf, startOwner } from './owner.ts';
import { ask, atEnd, sandbox, serverFoldersIn } from './sandbox.ts';

test('answers as UTF-8 with logical WAL, takes settings, and leaves nothing behind', async t => {
  const temporaryFolder = sandbox(t);
  const server = await startEmbeddedServer({ temporaryFolder, settings: { max_connections: '33', work_mem: '5MB' } });
  atEnd(t, () => server.stop());
  assert.match(server.url, /^postgresql:\/\/postgres:[\w-]{32}@127\.0\.0\.1:\d+\/postgres$/);
  assert.deepEqual(server.warnings, []);
  assert.ok(!existsSync(join(server.folder, 'password')));

  const names = ['wal_level', 'fsync', 'max_connections', 'work_mem', 'max_wal_senders', 'max_replication_slots'];
  const shown = names.map(name => `current_setting('${name}') AS ${name}`).join(', ');
  assert.deepEqual(await ask(server.url, `SELECT ${shown}`), [
    {
      wal_level: 'logical',
      fsync: 'on',
      max_connections: '33',
      work_mem: '5MB',
      max_wal_senders: '20',
      max_replication_slots: '20',
    },
  ]);
  const places = "current_setting('listen_addresses') AS at, current_setting('unix_socket_directories') AS sockets";
  assert.deepEqual(await ask(server.url, `SELECT ${places}, upper('ção') AS upper, 'Z' < 'a' AS "byCode"`), [
    { at: '127.0.0.1', sockets: '', upper: 'ÇÃO', byCode: true },
  ]);
  const slot = "SELECT slot_name FROM pg_create_logical_replication_slot('s', 'pgoutput')";
  assert.deepEqual(await ask(server.url, slot), [{ slot_name: 's' }]);
  assert.match(readFileSync(server.logFile, 'utf8'), /ready to accept connections/);

  await Promise.all([server.stop(), server.stop()]);
  server.stopNow();
  assert.ok(!isRunning(server.pid));
  assert.deepEqual(serverFoldersIn(temporaryFolder), []);
});

test('a wrong password is refused', async t => {
  const server = await startEmbeddedServer({ temporaryFolder: sandbox(t) });
  atEnd(t, () => server.stop());
  await assert.rejects(ask(server.url.replace(/postgres:[\w-]+@/, 'postgres:guess@'), 'SELECT 1'), /password/);
});

test('two servers at once', async t => {
  const temporaryFolder = sandbox(t);
  const [one, two] = await Promise.all([
    startEmbeddedServer({ temporaryFolder }),
    startEmbeddedServer({ temporaryFolder }),
  ]);
  atEnd(t, () => Promise.all([one.stop(), two.stop()]));
  assert.notEqual(one.url, two.url);
  await one.stop();
  assert.deepEqual(await ask(two.url, 'SELECT 1 AS one'), [{ one: 1 }]);
});

test('stop while a client computes and another is connected', async t => {
  const temporaryFolder = sandbox(t);
  const server = await startEmbeddedServer({ temporaryFolder });
  const busy = ask(server.url, 'SELECT count(*) FROM generate_series(1, 1000000000000) g WHERE g < 0');
  const lost = assert.rejects(busy);
  while (
    (await ask(server.url, "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%generate_series(%' AND state = 'active'"))
      .length < 2
  );
  await server.stop();
  await lost;
  assert.deepEqual(serverFoldersIn(temporaryFolder), []);
});

test('stopNow in an exit handler leaves nothing behind', async t => {
  const temporaryFolder = sandbox(t);
  const owner = startOwner(temporaryFolder, 'exit');
  const { pid } = await serverOf(owner);
  assert.equal(await endOf(owner), 7);
  assert.ok(!isRunning(pid));
  assert.deepEqual(serverFoldersIn(temporaryFolder), []);
});

test('aborting in an exit handler while it starts leaves nothing behind', async t => {
  const temporaryFolder = sandbox(t);
  for (const milliseconds of [50, 200, 400]) {
    await endOf(startOwner(temporaryFolder, 'exit-while-starting', String(milliseconds)));
    assert.deepEqual(serverFoldersIn(temporaryFolder), [], `${milliseconds} ms`);
  }
});

test('aborting takes everything back and throws the reason', async t => {
  const temporaryFolder = sandbox(t);
  const reason = new Error('enough');
  await assert.rejects(startEmbeddedServer({ temporaryFolder, signal: AbortSignal.abort(reason) }), reason);

  for (const milliseconds of [0, 100, 200, 300, 400]) {
    const controller = new AbortController();
    const starting = startEmbeddedServer({ temporaryFolder, signal: controller.signal });
    const outcome = starting.then(
      server => server.stop().then(() => 'started'),
      (error: unknown) => error,
    );
    await new Promise(resolve => setTimeout(resolve, milliseconds));
    controller.abort(reason);
    const seen = await outcome;
    assert.ok(seen === reason || seen === 'started');
    assert.deepEqual(serverFoldersIn(temporaryFolder), []);
  }
});

test('another port is tried when the first is taken', async t => {
  const temporaryFolder = sandbox(t);
  const taker = createServer().listen(0, '127.0.0.1');
  atEnd(t, () => taker.close());
  await once(taker, 'listening');
  const taken = (taker.address() as AddressInfo).port;
  const ports = [Promise.resolve(taken), freePort()];
  const server = await startEmbeddedServer({ temporaryFolder }, { choosePort: () => ports.shift() ?? freePort() });
  atEnd(t, () => server.stop());
  assert.equal(ports.length, 0);
  assert.ok(!server.url.includes(`:${taken}/`));
});

test('gives up after five taken ports, with the log', async t => {
  const temporaryFolder = sandbox(t);
  const taker = createServer(socket => socket.destroy()).listen(0, '127.0.0.1');
  atEnd(t, () => taker.close());
  await once(taker, 'listening');
  let asked = 0;
  const choosePort = () => {
    asked += 1;
    return Promise.resolve((taker.address() as AddressInfo).port);
  };
  await assert.rejects(startEmbeddedServer({ temporaryFolder }, { choosePort }), /Address already in use/);
  assert.equal(asked, 5);
  assert.deepEqual(serverFoldersIn(temporaryFolder), []);
});

test('a setting that the server refuses is an error that names it', async t => {
  const temporaryFolder = sandbox(t);
  const settings = { no_such_setting: '1' };
  await assert.rejects(startEmbeddedServer({ temporaryFolder, settings }), (error: unknown) => {
    assert.ok(error instanceof CannotRun);
    assert.match(error.message, /unrecognized configuration parameter "no_such_setting"/);
    return true;
  });
  assert.deepEqual(serverFoldersIn(temporaryFolder), []);
});

test('settings that the embedded server decides itself are refused', async t => {
  const temporaryFolder = sandbox(t);
  const starting = startEmbeddedServer({ temporaryFolder, settings: { 'Listen-Addresses': '*' } });
  await assert.rejects(starting, /decides "Listen-Addresses" itself/);
  assert.deepEqual(serverFoldersIn(temporaryFolder), []);
});

test('a temporary folder that does not exist is an error that says what to do', async t => {
  const temporaryFolder = join(sandbox(t), 'none');
  await assert.rejects(startEmbeddedServer({ temporaryFolder }), (error: unknown) => {
    assert.ok(error instanceof CannotRun);
    assert.match(String(error.hint), /TMPDIR/);
    return true;
  });
});
