import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import type { Caller } from '../../../src/postgres/connection/caller.ts';
import { completeUrl } from '../../../src/postgres/connection/complete-url.ts';
import { connect } from '../../../src/postgres/connect.ts';
import { parseConnectionUrl, type ConnectionUrl } from '../../../src/shared/connection-url.ts';
import { CannotRun } from '../../../src/shared/errors.ts';
import { ledger } from '../../helpers/ledger.ts';
import { startOwnServer } from '../../helpers/own-server.ts';
import { assertPassed, runOn } from '../../helpers/runs.ts';
import { scenario, temporaryFolder } from '../../helpers/scenarios.ts';

const stranger: Caller = { userName: 'ana', homeFolder: '/nowhere', environment: {} };

function complete(url: string, caller: Caller = stranger): ConnectionUrl {
  return parseConnectionUrl(completeUrl(url, caller).url);
}

/** A home with a password file and, if asked, the files that libpq looks for. */
function home(files: readonly string[] = []): Caller {
  const homeFolder = temporaryFolder();
  writeFileSync(join(homeFolder, '.pgpass'), '*:*:*:ana:from the file\n', { mode: 0o600 });
  mkdirSync(join(homeFolder, '.postgresql'));
  for (const name of files) writeFileSync(join(homeFolder, '.postgresql', name), '');
  return { ...stranger, homeFolder };
}

test('user, database and port are what libpq takes', () => {
  const { user, database, host, port } = complete('postgresql://db');
  assert.deepEqual({ user, database, host, port }, { user: 'ana', database: 'ana', host: 'db', port: 5432 });
  assert.equal(complete('postgresql://bob@db').database, 'bob');
  assert.equal(complete('postgresql://bob@db/x', { ...stranger, userName: undefined }).user, 'bob');
  assert.throws(() => completeUrl('postgresql://db', { ...stranger, userName: undefined }), CannotRun);
});

test('without a host: the socket of that port where there is one, else this machine', () => {
  const port = 5_999;
  assert.ok(!existsSync(`/tmp/.s.PGSQL.${port}`) && !existsSync(`/var/run/postgresql/.s.PGSQL.${port}`));
  assert.equal(complete(`postgresql:///x?port=${port}`).host, 'localhost');
});

test('the environment supplies a password and chooses nothing', () => {
  const environment = { PGHOST: 'evil', PGPORT: '1', PGUSER: 'evil', PGDATABASE: 'evil', PGSSLMODE: 'disable' };
  const { url } = completeUrl('postgresql://db/x', { ...stranger, environment });
  assert.equal(url, 'postgresql://ana@db:5432/x');
});

test('a password comes from the URL, else PGPASSWORD, else PGPASSFILE, else ~/.pgpass', () => {
  const caller = home();
  const file = join(temporaryFolder(), 'other');
  writeFileSync(file, '*:*:*:ana:from the other\n', { mode: 0o600 });
  const password = (url: string, environment: Caller['environment']): string | undefined =>
    complete(url, { ...caller, environment }).password;
  assert.equal(password('postgresql://ana:own@db', { PGPASSWORD: 'spoken', PGPASSFILE: file }), 'own');
  assert.equal(password('postgresql://ana@db', { PGPASSWORD: 'spoken', PGPASSFILE: file }), 'spoken');
  assert.equal(password('postgresql://ana@db', { PGPASSFILE: file }), 'from the other');
  assert.equal(password('postgresql://ana@db', {}), 'from the file');
  assert.equal(password('postgresql://ana@db', { PGPASSFILE: '' }), 'from the file');
  assert.equal(password(`postgresql://ana@db?passfile=${file}`, {}), 'from the other');
  assert.equal(password('postgresql://ana@db?passfile=~/.pgpass', { PGPASSFILE: file }), 'from the file');
  assert.equal(password('postgresql://bob@db', {}), undefined);
});

test('certificates: paths are made absolute, ~ is the home, and the files of libpq are found', () => {
  const files = (url: string, caller: Caller): Record<string, string> =>
    Object.fromEntries([...complete(url, caller).parameters].filter(([name]) => name !== 'sslmode'));
  const caller = home(['root.crt', 'postgresql.crt', 'postgresql.key']);
  const own = (name: string): string => join(caller.homeFolder, '.postgresql', name);
  const found = { sslrootcert: own('root.crt'), sslcert: own('postgresql.crt'), sslkey: own('postgresql.key') };
  assert.deepEqual(files('postgresql://db', caller), found);
  assert.deepEqual(files('postgresql://db?sslrootcert=ca.crt&sslcert=~/mine.crt', caller), {
    ...found,
    sslrootcert: resolve('ca.crt'),
    sslcert: join(caller.homeFolder, 'mine.crt'),
  });
  assert.deepEqual(files('postgresql://db?sslrootcert=system', home()), { sslrootcert: 'system' });
  assert.deepEqual(files('postgresql://db', stranger), {});
});

test('a run over a socket, in both spellings of its folder, with the password of a file', async () => {
  const { socketFolder, port, url } = await startOwnServer();
  const caller = home();
  const line = `${socketFolder.replaceAll(':', '\\:')}:${port}:*:postgres:${new URL(url).password}\n`;
  writeFileSync(join(caller.homeFolder, '.pgpass'), line, { mode: 0o600 });
  const folder = encodeURIComponent(socketFolder);
  const spellings = [
    `postgresql://postgres@/postgres?host=${folder}&port=${port}&sslmode=verify-full`,
    `postgresql://postgres@${folder}:${port}/postgres`,
  ];
  const loaded = await scenario({ streamPhase: { operations: 20, interval: '0ms' } }, ledger());
  for (const spelling of spellings) {
    const result = await runOn(spelling, loaded, { caller });
    assertPassed(result);
    assert.equal(
      result.report.environment.target.description,
      `PostgreSQL at ${socketFolder}:${port}, database postgres`,
    );
  }
  const nameless = completeUrl(spellings[1]!, stranger).url;
  const settings = { applicationName: 'test', synchronousCommit: 'off', schema: 'public' };
  await assert.rejects(connect(nameless, settings), /asks for the password of "postgres", and there is none/);
  const wrong = completeUrl(spellings[1]!.replace(String(port), '1'), caller).url;
  await assert.rejects(connect(wrong, settings), /there is no such socket/);
});
