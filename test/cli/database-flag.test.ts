import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databaseFromFlag } from '../../src/commands/database-flag.ts';
import { UsageError } from '../../src/shared/errors.ts';

const url = 'postgresql://ana@db.example:5433/clinic';

test('without the flag the environment has no say', () => {
  assert.equal(databaseFromFlag(undefined, { DATABASE_URL: url, PGHOST: 'db' }).url, undefined);
});

test('a URL is taken as it is', () => {
  assert.deepEqual(databaseFromFlag(url, { DATABASE_URL: 'postgres://other' }), { url, urlReason: '--database' });
  assert.equal(databaseFromFlag('postgres://x', {}).url, 'postgres://x');
});

test('env: DATABASE_URL, else PGHOST and its kin', () => {
  assert.deepEqual(databaseFromFlag('env', { DATABASE_URL: url, PGHOST: 'other' }), {
    url,
    urlReason: '--database env: DATABASE_URL',
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
  assert.equal(found.urlReason, '--database env: PGHOST');
  const { username, password, host, pathname } = new URL(found.url!);
  assert.deepEqual([decodeURIComponent(username), decodeURIComponent(password)], ['ana maria', 'a:b/c@d?e#f%']);
  assert.deepEqual([host, pathname], ['db:5433', '/x']);
});

test('env: a folder as the host is a socket', () => {
  const found = databaseFromFlag('env', { PGHOST: '/var/run/postgresql', PGUSER: 'ana' });
  const { searchParams, pathname } = new URL(found.url!.replace('@/', '@host/'));
  assert.deepEqual(
    [searchParams.get('host'), searchParams.get('port'), pathname],
    ['/var/run/postgresql', '5432', '/ana'],
  );
});

for (const [flag, environment] of [
  ['env', {}],
  ['env', { DATABASE_URL: '', PGHOST: '' }],
  ['mysql://x', {}],
  ['localhost', {}],
  ['', {}],
] as const) {
  test(`--database "${flag}" with ${JSON.stringify(environment)} is refused`, () => {
    assert.throws(() => databaseFromFlag(flag, environment), UsageError);
  });
}
