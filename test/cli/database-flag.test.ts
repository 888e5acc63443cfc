import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databaseFromFlag } from '../../src/commands/database-flag.ts';
import { parseConnectionUrl } from '../../src/shared/connection-url.ts';
import { UsageError } from '../../src/shared/errors.ts';

const url = 'postgresql://ana@db.example:5433/clinic';

test('without the flag the environment has no say', () => {
  assert.equal(databaseFromFlag(undefined, { DATABASE_URL: url, PGHOST: 'db' }).url, undefined);
});

test('a URL is taken as it is', () => {
  assert.deepEqual(databaseFromFlag(url, { DATABASE_URL: 'postgres://other' }), { url, urlReason: 'from --database' });
  assert.equal(databaseFromFlag('postgres://x', {}).url, 'postgres://x');
});

test('env: DATABASE_URL, else PGHOST and its kin', () => {
  assert.deepEqual(databaseFromFlag('env', { DATABASE_URL: url, PGHOST: 'other' }), {
    url,
    urlReason: 'from DATABASE_URL by --database env',
  });
  const parts = {
    DATABASE_URL: '',
    PGHOST: 'db',
    PGPORT: '5433',
    PGUSER: 'ana maria',
    PGPASSWORD: 'a:b/c@d?e#f%',
    PGDATABASE: 'x',
  };
  const found = databaseFromFlag('env', parts);
  assert.equal(found.urlReason, 'from PGHOST by --database env');
  assert.deepEqual(parseConnectionUrl(found.url!), {
    user: 'ana maria',
    password: 'a:b/c@d?e#f%',
    host: 'db',
    port: 5433,
    database: 'x',
    parameters: new Map(),
  });
});

test('env: a folder as the host is a socket, and what is not said is left to be filled in', () => {
  const { url } = databaseFromFlag('env', { PGHOST: '/var/run/postgresql' });
  const { host, port, user, database } = parseConnectionUrl(url!);
  assert.deepEqual([host, port, user, database], ['/var/run/postgresql', undefined, undefined, undefined]);
});

test('env: with PGHOST the TLS settings of libpq count too', () => {
  const { url } = databaseFromFlag('env', { PGHOST: 'db', PGSSLMODE: 'verify-full', PGSSLROOTCERT: '/ca & co.crt' });
  assert.deepEqual(
    [...parseConnectionUrl(url!).parameters],
    [
      ['sslmode', 'verify-full'],
      ['sslrootcert', '/ca & co.crt'],
    ],
  );
});

test('a URL that libpq could not use is refused without being shown', () => {
  for (const [name, flag] of [
    ['--database', 'postgres://ana:secret@a,b/x'],
    ['DATABASE_URL', 'env'],
  ] as const) {
    assert.throws(
      () => databaseFromFlag(flag, { DATABASE_URL: 'postgres://ana:secret@a,b/x' }),
      (error: Error) => error.message.startsWith(`${name} names several hosts`) && !error.message.includes('secret'),
    );
  }
});

for (const [flag, environment] of [
  ['env', {}],
  ['env', { DATABASE_URL: '', PGHOST: '' }],
  ['mysql://x', {}],
  ['localhost', {}],
  ['', {}],
  ['env', { PGHOST: 'a,b' }],
  ['env', { PGHOST: 'a', PGPORT: 'x' }],
] as const) {
  test(`--database "${flag}" with ${JSON.stringify(environment)} is refused`, () => {
    assert.throws(() => databaseFromFlag(flag, environment), UsageError);
  });
}
