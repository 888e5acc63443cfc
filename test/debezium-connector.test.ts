import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

test('the recommended connector reads the seven tables through the publication that the model makes', () => {
  const { config } = JSON.parse(read('scenarios/debezium/connector.json')) as { config: Record<string, string> };
  const model = parse(read('scenarios/models/hospital.yaml')) as { tables: object };
  const tables = Object.keys(model.tables).map(table => `public.${table}`);
  assert.equal(tables.length, 7);
  assert.deepEqual(config['table.include.list']!.split(',').sort(), tables.sort());
  assert.match(read('sql/hospital/schema.sql'), new RegExp(`WHEN 'public' THEN '${config['publication.name']}'`));
  assert.equal(config['publication.autocreate.mode'], 'disabled');
  assert.equal(config['plugin.name'], 'pgoutput');
});
