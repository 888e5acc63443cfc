// What the configurations of scenarios/debezium/ have in common; that they work is shown by npm run test:connectors.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readProperties, type Properties } from './connectors/harness/properties.ts';

const place = (path: string): URL => new URL(`../scenarios/${path}`, import.meta.url);
const model = parse(readFileSync(place('models/hospital.yaml'), 'utf8')) as { tables: object };

/** Settings of the connector itself, without the prefix that Debezium Server wants. */
function ofServer(sink: string): Properties {
  const all = Object.entries(readProperties(place(`debezium/${sink}/application.properties`)));
  const source = all.filter(([name]) => name.startsWith('debezium.source.'));
  return Object.fromEntries(source.map(([name, value]) => [name.slice('debezium.source.'.length), value]));
}

function ofConnect(file: string): Properties {
  return (JSON.parse(readFileSync(place(`debezium/${file}.json`), 'utf8')) as { config: Properties }).config;
}

/** Where it reads, under which names, and where it keeps its position: each its own. */
const own = /^(database\.|topic\.prefix|slot\.name|offset\.|tasks\.max|(key|value)\.converter)/;
const shared = (config: Properties): Properties =>
  Object.fromEntries(Object.entries(config).filter(([name]) => !own.test(name)));

const http = ofServer('http');
const recommended = ['kafka/debezium-2.7', 'kafka/debezium-3.6', 'kafka/debezium-3.7'];

test('the tables are the model’s, read through its publication', () => {
  const tables = Object.keys(model.tables).map(table => `public.${table}`);
  assert.deepEqual(http['table.include.list']!.split(',').sort(), tables.sort());
  assert.equal(http['publication.name'], 'alimentador_pub');
  assert.equal(http['publication.autocreate.mode'], 'disabled');
  assert.equal(http['plugin.name'], 'pgoutput');
});

for (const sink of ['redis', 'nats-jetstream']) {
  test(`the source of ${sink} is configured as that of http`, () => assert.deepEqual(ofServer(sink), http));
}

for (const file of recommended) {
  test(`${file} for Kafka Connect says the same`, () => {
    const config = ofConnect(file);
    assert.deepEqual(shared(config), shared(http));
    assert.equal(config['value.converter.replace.null.with.default'], 'false');
  });
}

/** Makes a connector slow: copy-restart.md says why. */
const slow = /^(max\.(batch|queue)\.size|producer\.override\..*)$/;

for (const file of ['debezium-3.6', 'debezium-3.7']) {
  test(`${file} of copy-restart is the recommended one, slowed down`, () => {
    const config = Object.entries(ofConnect(`copy-restart/${file}`));
    const rest = config.filter(([name]) => !slow.test(name));
    assert.deepEqual(Object.fromEntries(rest), ofConnect(`kafka/${file}`));
    assert.ok(rest.length < config.length);
  });
}

test('connectors on one database share neither slot nor topics', () => {
  const configs = recommended.map(ofConnect);
  assert.equal(new Set(configs.map(config => config['slot.name'])).size, configs.length);
  assert.equal(new Set(configs.map(config => config['topic.prefix'])).size, configs.length);
});
