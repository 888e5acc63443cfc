import assert from 'node:assert/strict';
import { test } from 'node:test';
import { targetEnvironment } from '../../../src/capture/connector/target-environment.ts';

test('a connector finds the database in libpq’s variables', () => {
  assert.deepEqual(targetEnvironment('postgresql://ana:p%40ss@db.example:6543/hospital'), {
    PGHOST: 'db.example',
    PGPORT: '6543',
    PGUSER: 'ana',
    PGPASSWORD: 'p@ss',
    PGDATABASE: 'hospital',
  });
});

test('what the URL does not say is left to the environment', () => {
  assert.deepEqual(targetEnvironment('postgresql://127.0.0.1/hospital'), {
    PGHOST: '127.0.0.1',
    PGDATABASE: 'hospital',
  });
});
