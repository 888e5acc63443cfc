import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { connectorSettings } from '../../../../src/capture/debezium/settings/connector-settings.ts';
import { versionProblem } from '../../../../src/capture/debezium/settings/connector-version.ts';
import { settingsFromJson, settingsFromProperties } from '../../../../src/capture/debezium/settings/flat-settings.ts';
import {
  readConnectorSettings,
  type ConnectorOrigin,
} from '../../../../src/capture/debezium/settings/read-connector-settings.ts';
import { UsageError } from '../../../../src/shared/errors.ts';

const postgres = { 'connector.class': 'io.debezium.connector.postgresql.PostgresConnector' };
const json = 'org.apache.kafka.connect.json.JsonConverter';
const settings = (config: Record<string, unknown>): ReturnType<typeof connectorSettings> =>
  connectorSettings(settingsFromJson({ ...postgres, ...config }, 'dbz.json'), 'dbz.json');

const fromFile = (config: string): ConnectorOrigin => ({ config, rest: undefined });

function refusal(config: Record<string, unknown>): string {
  try {
    settings(config);
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message;
  }
  return 'accepted';
}

test("what is not set has Debezium's defaults", () => {
  assert.deepEqual(settings({}), {
    modes: {
      time: 'adaptive',
      decimal: 'precise',
      binary: 'bytes',
      interval: 'numeric',
      moneyScale: 2,
      unavailable: Buffer.from('__debezium_unavailable_value'),
    },
    schemasEnabled: undefined,
    tombstones: true,
    topicPrefix: undefined,
    slotName: 'debezium',
    publicationName: 'dbz_publication',
    snapshotMode: 'initial',
    plugin: 'decoderbufs',
    skippedOperations: ['t'],
  });
});

test('the same settings are read from each form of file', () => {
  const config = {
    ...postgres,
    'plugin.name': 'pgoutput',
    'topic.prefix': 'bench',
    'slot.name': 'bench_dbz',
    'publication.name': 'bench_pub',
    'snapshot.mode': 'no_data',
    'skipped.operations': 'none',
    'tombstones.on.delete': 'false',
    'time.precision.mode': 'ISOSTRING',
    'decimal.handling.mode': 'string',
    'binary.handling.mode': 'base64-url-safe',
    'interval.handling.mode': 'string',
    'money.fraction.digits': 3,
    'unavailable.value.placeholder': 'hex:00ff',
    'value.converter': json,
    'value.converter.schemas.enable': false,
  };
  const read = settings(config);
  assert.equal(read.modes.time, 'isostring');
  assert.equal(read.modes.moneyScale, 3);
  assert.deepEqual(read.modes.unavailable, Buffer.from([0, 255]));
  assert.deepEqual([read.schemasEnabled, read.tombstones, read.slotName], [false, false, 'bench_dbz']);
  const server = Object.entries(config)
    .filter(([key]) => key !== 'value.converter')
    .map(([key, value]) =>
      key === 'value.converter.schemas.enable'
        ? 'debezium.format.value.schemas.enable: false\ndebezium.format.value = json'
        : `debezium.source.${key}=${value}`,
    );
  const properties = ['# Debezium Server', 'quarkus.http.port=8080', 'debezium.sink.type=http', ...server].join('\n');
  for (const flat of [
    settingsFromJson({ name: 'dbz', config }, 'x'),
    settingsFromJson({ name: 'dbz', config, tasks: [{ connector: 'dbz', task: 0 }], type: 'source' }, 'x'),
    settingsFromJson({ dbz: { info: { name: 'dbz', config }, status: { name: 'dbz' } } }, 'x'),
    settingsFromProperties(properties),
  ]) {
    assert.deepEqual(connectorSettings(flat, 'x'), read);
  }
});

test('schemas are on where a JSON converter does not say', () => {
  assert.equal(settings({ 'value.converter': json }).schemasEnabled, true);
});

test('a connector whose events cannot be read is refused in one line a setting', () => {
  const smt = 'io.debezium.transforms.ExtractNewRecordState';
  assert.match(
    refusal({ transforms: 'route, unwrap', 'transforms.unwrap.type': smt }),
    /settings of dbz\.json cannot be verified:\n {2}transforms\.unwrap\.type is \S+ExtractNewRecordState, which takes off the envelope/,
  );
  assert.match(
    refusal({ 'value.converter': 'io.confluent.connect.avro.AvroConverter' }),
    /value\.converter is \S+AvroConverter, whose events only a schema registry explains; .*JsonConverter is read/,
  );
  assert.match(refusal({ 'format.value': 'avro' }), /debezium\.format\.value is avro, whose events/);
  assert.match(refusal({ 'format.value': 'cloudevents' }), /debezium\.format\.value is cloudevents; json is read/);
  assert.match(
    refusal({ 'connector.class': 'io.debezium.connector.mysql.MySqlConnector' }),
    /connector\.class is \S+MySqlConnector;/,
  );
  assert.match(
    refusal({ 'time.precision.mode': 'structured' }),
    /time\.precision\.mode is "structured", which is none of adaptive,/,
  );
  assert.match(
    refusal({ 'time.precision.mode': '${TIME_MODE}' }),
    /which the connector fills in later: write its value out/,
  );
  assert.match(refusal({ converters: 'isbn' }), /converters is isbn/);
  // The transformation is named but not used.
  assert.equal(refusal({ 'transforms.unwrap.type': smt }), 'accepted');
});

test('all faults are told at once', () => {
  const lines = refusal({
    'decimal.handling.mode': 'exact',
    'binary.handling.mode': 'base32',
    'money.fraction.digits': 'two',
  });
  assert.equal(lines.split('\n').length, 4);
});

test('files: properties, JSON, what is neither; an error quotes nothing that may be a password', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'alimentador-settings-'));
  try {
    const write = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const properties = write(
      'application.properties',
      'debezium.source.connector.class=io.debezium.connector.postgresql.PostgresConnector\n' +
        'debezium.source.database.password=s\\u00e9cret\ndebezium.transforms=unwrap\n' +
        'debezium.transforms.unwrap.type=io.debezium.transforms.ExtractNewRecordState\n',
    );
    await assert.rejects(
      readConnectorSettings(fromFile(properties)),
      /application\.properties cannot be verified:\n {2}transforms\.unwrap\.type/,
    );
    const broken = write('dbz.json', '{"name": "dbz",\n "config": {"database.password": "geheim" x}}');
    await assert.rejects(readConnectorSettings(fromFile(broken)), (error: Error) => {
      assert.match(error.message, /dbz\.json is no JSON \(line 2\)$/);
      return !error.message.includes('geheim');
    });
    await assert.rejects(
      readConnectorSettings(fromFile(write('list.json', '[]'))),
      /list\.json holds no configuration of one connector/,
    );
    const two = JSON.stringify({ a: { info: { config: postgres } }, b: { info: { config: postgres } } });
    await assert.rejects(readConnectorSettings(fromFile(write('two.json', two))), /no configuration of one connector/);
    await assert.rejects(
      readConnectorSettings(fromFile(write('scenario.yaml', ''))),
      /neither \.json nor \.properties/,
    );
    await assert.rejects(readConnectorSettings(fromFile(join(folder, 'none.json'))), /none\.json does not exist/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the connector of the README is read', async () => {
  const file = fileURLToPath(new URL('../../../../scenarios/debezium/connector.json', import.meta.url));
  const { modes, schemasEnabled, plugin } = await readConnectorSettings(fromFile(file));
  assert.deepEqual(
    [modes.time, modes.decimal, schemasEnabled, plugin],
    ['adaptive_time_microseconds', 'string', false, 'pgoutput'],
  );
});

test("the events' version is held against the scenario's, which may leave the end out", () => {
  for (const declared of [undefined, '3.6', '3.6.1', '3.6.1.Final']) {
    assert.equal(versionProblem('dbz', declared, '3.6.1.Final'), undefined);
  }
  for (const declared of ['3.6.0.Final', '3.6.1.F', '2.7']) {
    const problem = `captures.dbz: connector.version is ${declared}, but its events come from 3.6.1.Final; correct the one or start the other`;
    assert.equal(versionProblem('dbz', declared, '3.6.1.Final'), problem);
  }
});
