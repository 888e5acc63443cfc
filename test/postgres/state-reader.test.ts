import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileServer } from '../helpers/file-server.ts';
import { assertPassed, runOn } from '../helpers/runs.ts';
import { scenario, type ModelSketch } from '../helpers/scenarios.ts';

const server = fileServer();
const int = { int: { from: -50, to: 50 } };
const decimal = { decimal: { from: -9, to: 9, scale: 2 } };
const bool = { bool: '30%' };
const date = { date: { from: '-300d', to: '+300d' } };
const timestamp = { timestamp: { from: '-300d', to: '+300d' } };
const text = { faker: 'person.fullName' };
const uuid = { uuid: 'random' };
const json = { json: { b: int, a: text, c: bool } };
const bytes = { bytes: { length: { from: 0, to: 30 } } };
const digits = { digits: 5 };
const enumerated = { oneOf: ['small', 'large'] };

/** Generators and column types that fit each other, however differently both may write a value. */
const columns: Readonly<Record<string, readonly [generator: object, type: string]>> = {
  int_int2: [int, 'smallint'],
  int_int4: [int, 'integer'],
  int_int8: [int, 'bigint'],
  int_numeric: [int, 'numeric'],
  int_numeric_scale: [int, 'numeric(10,2)'],
  int_float: [int, 'double precision'],
  int_text: [int, 'text'],
  int_money: [int, 'money'],
  int_oid: [{ int: { from: 0, to: 9 } }, 'oid'],
  decimal_numeric: [decimal, 'numeric'],
  decimal_numeric_scale: [decimal, 'numeric(10,2)'],
  decimal_numeric_more: [decimal, 'numeric(10,4)'],
  decimal_numeric_less: [decimal, 'numeric(10,1)'],
  decimal_float4: [decimal, 'real'],
  decimal_float8: [decimal, 'double precision'],
  decimal_text: [decimal, 'text'],
  bool_bool: [bool, 'boolean'],
  bool_text: [bool, 'text'],
  date_date: [date, 'date'],
  date_timestamp: [date, 'timestamp'],
  date_timestamptz: [date, 'timestamptz'],
  timestamp_timestamp: [timestamp, 'timestamp'],
  timestamp_timestamp0: [timestamp, 'timestamp(0)'],
  timestamp_timestamptz: [timestamp, 'timestamptz'],
  timestamp_date: [timestamp, 'date'],
  timestamp_text: [timestamp, 'text'],
  after_timestamptz: [{ after: 'timestamp_timestamp', within: '1h..5d' }, 'timestamptz'],
  text_varchar: [{ ...text, max: 10 }, 'varchar(10)'],
  text_char: [{ ...text, max: 30 }, 'char(40)'],
  text_name: [text, 'name'],
  digits_text: [digits, 'varchar(5)'],
  digits_int: [digits, 'integer'],
  digits_bpchar: [digits, 'char(9)'],
  uuid_uuid: [uuid, 'uuid'],
  uuid_text: [uuid, 'text'],
  json_json: [json, 'json'],
  json_jsonb: [json, 'jsonb'],
  json_text: [json, 'text'],
  bytes_bytea: [bytes, 'bytea'],
  bytes_text: [bytes, 'text'],
  enum_enum: [enumerated, 'size'],
  enum_domain: [enumerated, 'word'],
  const_interval: [{ oneOf: ['1 day 2 hours', '90 min', '-3 mons'] }, 'interval'],
  const_inet: [{ oneOf: ['10.0.0.1/8', '::1'] }, 'inet'],
  const_array: [{ oneOf: ['{1,2, 3}', '{}'] }, 'integer[]'],
  const_range: [{ oneOf: ['[1,5]', 'empty'] }, 'int4range'],
  const_bit: [{ oneOf: ['101'] }, 'bit(3)'],
};

const names = Object.keys(columns);
const types = "CREATE TYPE size AS ENUM ('small', 'large'); CREATE DOMAIN word AS varchar(9) CHECK (VALUE <> '');";

/** A table with all of them, filled, inserted into and updated. */
function everyType(key: { spelt: unknown; ddl: string }): ModelSketch {
  const list = names.map(name => `${name} ${columns[name]![1]}`).join(', ');
  return {
    ddl: `${types} CREATE TABLE kinds (${key.ddl}, ${list});`,
    model: {
      version: 1,
      name: 'kinds',
      tables: {
        kinds: {
          rows: 30,
          key: key.spelt,
          columns: Object.fromEntries(names.map(name => [name, { ...columns[name]![0], nulls: '10%' }])),
        },
      },
      events: {
        add: { weight: 1, insert: 'kinds' },
        change: { weight: 2, update: 'kinds', redraw: names.filter(name => !name.startsWith('const')) },
      },
    },
  };
}

const keys = {
  'a serial key': { spelt: 'id', ddl: 'id BIGSERIAL PRIMARY KEY' },
  'a small key': { spelt: 'id', ddl: 'id SMALLINT PRIMARY KEY' },
  'a numeric key': { spelt: 'id', ddl: 'id NUMERIC PRIMARY KEY' },
  'a numeric key with decimals': { spelt: 'id', ddl: 'id NUMERIC(12,2) PRIMARY KEY' },
  'a text key': { spelt: 'id', ddl: 'id TEXT COLLATE "C" PRIMARY KEY' },
  'a uuid key': { spelt: { uuid: 'id' }, ddl: 'id UUID PRIMARY KEY' },
  'a uuid key that is a text': { spelt: { uuid: 'id' }, ddl: 'id VARCHAR(40) PRIMARY KEY' },
};
for (const name of ['a serial key', 'a uuid key'] as const) {
  const key = keys[name];
  test(`values of every kind in columns of every type, under ${name}: no false alarm`, async () => {
    const streamPhase = { operations: 60, interval: '0ms' };
    assertPassed(await runOn(await server.newDatabase(), await scenario({ streamPhase }, everyType(key))));
  });
}

// One table a type, so that most of them are simply read, without asking the server how it spells a value.
test('each type in a table of its own: no false alarm', async () => {
  const tables = names.filter(name => !name.startsWith('after'));
  const model: ModelSketch = {
    ddl: `${types} ${tables.map(name => `CREATE TABLE t_${name} (id BIGSERIAL PRIMARY KEY, value ${columns[name]![1]});`).join(' ')}`,
    model: {
      version: 1,
      name: 'apart',
      everyTable: { key: 'id' },
      tables: Object.fromEntries(
        tables.map(name => [`t_${name}`, { rows: 12, columns: { value: columns[name]![0] } }]),
      ),
      events: Object.fromEntries(tables.map(name => [name, { weight: 1, insert: `t_${name}` }])),
    },
  };
  const result = await runOn(
    await server.newDatabase(),
    await scenario({ streamPhase: { operations: 120, interval: '0ms' } }, model),
  );
  assertPassed(result);
  assert.equal(Object.keys(result.report.state.tables).length, tables.length);
});

for (const [name, { spelt, ddl }] of Object.entries(keys)) {
  test(`a table that could be read without the server's help, but for ${name}: no false alarm`, async () => {
    const model: ModelSketch = {
      ddl: `CREATE TABLE plain (${ddl}, value integer);`,
      model: {
        version: 1,
        name: 'plain',
        tables: { plain: { rows: 30, key: spelt, columns: { value: int } } },
        events: {
          add: { weight: 1, insert: 'plain' },
          change: { weight: 1, update: 'plain', redraw: ['value'] },
          // A constant is a text of the model's author, not the server's.
          fix: { weight: 1, update: 'plain', set: { value: '+0070' } },
        },
      },
    };
    const streamPhase = { operations: 30, interval: '0ms' };
    assertPassed(await runOn(await server.newDatabase(), await scenario({ streamPhase }, model)));
  });
}

test('settings of the database and the role do not show in values', async () => {
  const url = await server.newDatabase();
  const database = new URL(url).pathname.slice(1);
  const settings = {
    DateStyle: "'SQL, DMY'",
    IntervalStyle: 'iso_8601',
    TimeZone: "'Asia/Kathmandu'",
    extra_float_digits: '-3',
    bytea_output: 'escape',
    search_path: 'elsewhere',
    default_transaction_isolation: 'serializable',
  };
  await server.ask(
    url,
    Object.entries(settings)
      .map(([name, value]) => `ALTER DATABASE ${database} SET ${name} = ${value}`)
      .join('; '),
  );
  const loaded = await scenario(
    { streamPhase: { operations: 60, interval: '0ms', connections: 1 } },
    everyType(keys['a serial key']),
  );
  assertPassed(await runOn(url, loaded));
});
