import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { removeLeftovers } from '../../../src/postgres/embedded/leftovers.ts';
import { writeOwner } from '../../../src/postgres/embedded/owner.ts';
import { isRunning } from '../../../src/postgres/embedded/process-facts.ts';
import { startEmbeddedServer } from '../../../src/postgres/embedded/server.ts';
import { endOf, serverOf, startOwner } from './owner.ts';
import { ask, atEnd, gone, sandbox, serverFoldersIn } from './sandbox.ts';

test('the next start cleans what a killed owner left, and leaves a live owner alone', async t => {
  const temporaryFolder = sandbox(t);
  const killed = startOwner(temporaryFolder, 'wait');
  const live = startOwner(temporaryFolder, 'wait');
  atEnd(t, () => live.kill('SIGKILL'));
  const [orphan, kept] = await Promise.all([serverOf(killed), serverOf(live)]);
  killed.kill('SIGKILL');
  assert.equal(await endOf(killed), 'SIGKILL');
  assert.deepEqual(await ask(orphan.url, 'SELECT 1 AS one'), [{ one: 1 }], 'the server outlives its owner');

  const server = await startEmbeddedServer({ temporaryFolder });
  atEnd(t, () => server.stop());
  assert.deepEqual(server.warnings, []);
  assert.ok(!isRunning(orphan.pid));
  assert.equal(serverFoldersIn(temporaryFolder).length, 2);
  assert.deepEqual(await ask(kept.url, 'SELECT 1 AS one'), [{ one: 1 }]);

  live.kill('SIGKILL');
  await endOf(live);
  await Promise.all([removeLeftovers(temporaryFolder), removeLeftovers(temporaryFolder)]);
  await gone(kept.pid);
  await server.stop();
  assert.deepEqual(serverFoldersIn(temporaryFolder), []);
});

test('only what is provably a dead owner is removed', async t => {
  const base = sandbox(t);
  const make = (name: string, change: Record<string, unknown>) => {
    const folder = join(base, `alimentador-postgres-${name}`);
    mkdirSync(folder);
    writeOwner(folder);
    const owner = JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as Record<string, unknown>;
    writeFileSync(join(folder, 'owner.json'), JSON.stringify({ ...owner, ...change }));
    return folder;
  };
  const dead = { ownerPid: 2 ** 31 - 1 };
  make('live', {});
  make('dead', dead);
  make('dead-elsewhere', { ...dead, ownerPidNamespace: 'pid:[1]' });
  make('dead-on-another-machine', { ...dead, ownerBoot: 'another', ownerHost: 'another' });
  make('unreadable', { ...dead, ownerPid: 'x' });
  writeFileSync(join(make('half-written', dead), 'owner.json'), '{"ownerPid":');
  mkdirSync(join(base, 'alimentador-postgres-without-owner'));
  writeFileSync(join(base, 'alimentador-postgres-file'), '');
  const outside = join(base, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'owner.json'), readFileSync(join(base, 'alimentador-postgres-dead', 'owner.json')));
  symlinkSync(outside, join(base, 'alimentador-postgres-link'));
  const before = serverFoldersIn(base);

  assert.deepEqual(await removeLeftovers(base), []);
  assert.deepEqual(serverFoldersIn(base).sort(), before.filter(name => name !== 'alimentador-postgres-dead').sort());
});

test('a number that went to another process does not save a folder, nor cost that process its life', async t => {
  if (process.platform !== 'linux') return t.skip('start times of processes are known on Linux only');
  const base = sandbox(t);
  const folder = join(base, 'alimentador-postgres-reused');
  mkdirSync(join(folder, 'data'), { recursive: true });
  writeOwner(folder);
  const owner = JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(folder, 'owner.json'), JSON.stringify({ ...owner, ownerStartedAt: '1' }));
  // SIGQUIT would end this very process.
  writeFileSync(join(folder, 'data', 'postmaster.pid'), `${process.pid}\n${join(folder, 'data')}\n`);
  assert.deepEqual(await removeLeftovers(base), []);
  assert.deepEqual(serverFoldersIn(base), []);
});

test('a folder of an earlier boot of this machine is removed', async t => {
  if (process.platform !== 'linux') return t.skip('boots are told apart on Linux only');
  const base = sandbox(t);
  const folder = join(base, 'alimentador-postgres-earlier');
  mkdirSync(folder);
  writeOwner(folder);
  const owner = JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(folder, 'owner.json'), JSON.stringify({ ...owner, ownerBoot: 'earlier' }));
  assert.deepEqual(await removeLeftovers(base), []);
  assert.deepEqual(serverFoldersIn(base), []);
});
