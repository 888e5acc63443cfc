import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { passwordFromFile, passwordIn } from '../../../src/postgres/connection/password-file.ts';
import { temporaryFolder } from '../../helpers/scenarios.ts';

const login = { host: 'db.example', port: 5433, database: 'clinic', user: 'ana' };

const lines: Readonly<Record<string, string | undefined>> = {
  'db.example:5433:clinic:ana:word': 'word',
  '*:*:*:*:word': 'word',
  '*:5433:*:ana:a:b': 'a:b',
  '*:*:*:*:a\\:b\\\\c': 'a:b\\c',
  '*:*:*:*:word\r': 'word',
  '*:*:*:*:': '',
  '#*:*:*:*:no\n*:*:*:*:word': 'word',
  'db.example:5432:clinic:ana:no\n*:*:*:ana:second': 'second',
  '*:*:*:*:first\ndb.example:5433:clinic:ana:second': 'first',
  '*:*:clinic:ana': undefined,
  '*:*:*:bob:no': undefined,
  'db.*:*:*:*:no': undefined,
  'DB.EXAMPLE:*:*:*:no': undefined,
  ':::::': undefined,
  '': undefined,
};
for (const [text, password] of Object.entries(lines)) {
  test(`${JSON.stringify(text)} gives ${JSON.stringify(password)}`, () => {
    assert.equal(passwordIn(text, login), password);
  });
}

test('of a socket in the usual folder the file speaks as localhost, of another by its path', () => {
  const at = (host: string) => ({ ...login, host });
  assert.equal(passwordIn('localhost:*:*:*:word', at('/var/run/postgresql')), 'word');
  assert.equal(passwordIn('/srv/sockets:*:*:*:word', at('/srv/sockets')), 'word');
  assert.equal(passwordIn('localhost:*:*:*:word', at('/srv/sockets')), undefined);
});

test('any names and any password are found again once they are escaped', () => {
  const line = fc.string({ unit: 'grapheme' }).filter(text => !/[\r\n]/.test(text));
  const escaped = (text: string): string => text.replaceAll(/[\\:]/g, '\\$&');
  fc.assert(
    fc.property(line, line, line, line, (host, database, user, password) => {
      fc.pre(!host.startsWith('#') && ![host, database, user].includes('*'));
      const text = [host, '5433', database, user, password].map(escaped).join(':');
      assert.equal(passwordIn(text, { host, port: 5433, database, user }), password);
    }),
  );
});

function written(mode: number): string {
  const file = join(temporaryFolder(), 'pgpass');
  writeFileSync(file, '*:*:*:*:word\n');
  chmodSync(file, mode);
  return file;
}

test('a file that others may read is not used, and that is said', () => {
  assert.deepEqual(passwordFromFile(written(0o600), login), { password: 'word' });
  assert.deepEqual(passwordFromFile(written(0o400), login), { password: 'word' });
  for (const mode of [0o640, 0o604, 0o660]) {
    const file = written(mode);
    const { password, warning } = passwordFromFile(file, login);
    assert.equal(password, undefined);
    assert.match(warning!, /is not used: group or others have access to it \(chmod 600 /);
  }
});

test('a folder is no password file; none at all is no reason to warn', () => {
  const folder = join(temporaryFolder(), 'pgpass');
  assert.deepEqual(passwordFromFile(folder, login), {});
  mkdirSync(folder, { mode: 0o700 });
  assert.match(passwordFromFile(folder, login).warning!, /it is no plain file/);
});
