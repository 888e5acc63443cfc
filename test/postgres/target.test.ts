import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeUrl } from '../../src/postgres/target.ts';

const urls: Readonly<Record<string, string>> = {
  'postgresql://ana:secret@db.example:5433/clinic': 'PostgreSQL at db.example:5433, database clinic',
  'postgres://ana:secret@db.example/clinic': 'PostgreSQL at db.example:5432, database clinic',
  'postgresql://ana:secret@db.example': 'PostgreSQL at db.example:5432, database default',
  'postgresql://ana:s%65cret@[::1]:5433/clinic?sslmode=require&password=secret':
    'PostgreSQL at [::1]:5433, database clinic',
  'postgresql:///clinic?host=/var/run/postgresql&user=ana&password=secret':
    'PostgreSQL at /var/run/postgresql:5432, database clinic',
  'postgresql://ana:secret@db:notaport/x': 'PostgreSQL at a given address',
  secret: 'PostgreSQL at a given address',
};
for (const [url, description] of Object.entries(urls)) {
  test(`${url} is shown as ${description}`, () => {
    assert.equal(describeUrl(url), description);
    assert.doesNotMatch(describeUrl(url), /secret|ana/);
  });
}
