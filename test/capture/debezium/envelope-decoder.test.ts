import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CapturedTable } from '../../../src/capture/debezium/captured-table.ts';
import type { ConnectorMessage } from '../../../src/capture/debezium/connector-message.ts';
import type { DecodedMessage } from '../../../src/capture/debezium/decoded-message.ts';
import { createEnvelopeDecoder } from '../../../src/capture/debezium/envelope-decoder.ts';
import { modesWith } from './modes.ts';

const column = (name: string, type: string, inIdentity = false): CapturedTable['columns'][number] => ({
  name,
  type,
  modifier: -1,
  inIdentity,
});
const table: CapturedTable = {
  schema: 'public',
  table: 'orders',
  columns: [column('id', 'int8', true), column('note', 'text'), column('at', 'timestamp'), column('waits', 'interval')],
};
const whole: CapturedTable = {
  ...table,
  table: 'whole',
  columns: table.columns.map(each => ({ ...each, inIdentity: true })),
};
const decode = createEnvelopeDecoder(modesWith(), [table, whole]);

const source = {
  version: '3.6.0.Final',
  connector: 'postgresql',
  name: 'bench',
  ts_ms: 1_700_000_000_123,
  snapshot: 'false',
  schema: 'public',
  table: 'orders',
  txId: 4_294_967_295,
  lsn: 27_143_032,
};
const row = { id: 1, note: 'a', at: 1_000_000, waits: 5 };
const insert = { before: null, after: row, source, op: 'c' };

const message = (value: unknown, more: Partial<ConnectorMessage> = {}): ConnectorMessage => ({
  key: null,
  value: typeof value === 'string' || value === null || Buffer.isBuffer(value) ? value : JSON.stringify(value),
  headers: {},
  receivedAtUs: 7,
  ...more,
});

function decoded(value: unknown, more: Partial<ConnectorMessage> = {}): DecodedMessage {
  return decode(message(value, more));
}

test('an insert: cells in the order of columns, without those whose type is not read', () => {
  assert.deepEqual(decoded(insert, { channel: 'orders[2]' }), {
    kind: 'change',
    change: {
      channel: 'orders[2]',
      schema: 'public',
      table: 'orders',
      op: 'insert',
      columns: ['id', 'note', 'at'],
      before: undefined,
      after: ['1', 'a', '1970-01-01 00:00:01'],
      position: { xid: 4_294_967_295, lsn: 27_143_032, commitLsn: undefined, ordinal: undefined },
      committedAtUs: 1_700_000_000_123_000,
      receivedAtUs: 7,
    },
    resolutionUs: 1_000,
    version: '3.6.0.Final',
  });
});

test('the columns are one array for all of a table', () => {
  const [one, other] = [decoded(insert), decoded({ ...insert, after: { ...row, id: 2 } })];
  assert.ok(one.kind === 'change' && other.kind === 'change');
  assert.equal(one.change.columns, other.change.columns);
});

test('numbers beyond 2^53 keep their digits', () => {
  const text = JSON.stringify(insert).replace('"id":1', '"id":9223372036854775807');
  const change = decoded(text, { key: '{"id":9223372036854775807}' });
  assert.ok(change.kind === 'change', change.kind === 'undecodable' ? change.line : '');
  assert.equal(change.change.after![0], '9223372036854775807');
});

test('the commit time is in microseconds where the source has them; the order is counted from 0', () => {
  const change = decoded({
    ...insert,
    source: { ...source, ts_us: 1_700_000_000_123_456, ts_ns: 0 },
    transaction: { id: '1:2', total_order: 3, data_collection_order: 1 },
  });
  assert.ok(change.kind === 'change');
  assert.equal(change.change.committedAtUs, 1_700_000_000_123_456);
  assert.equal(change.resolutionUs, 1);
  assert.equal(change.change.position?.ordinal, 2);
});

test('an old image tells the replica identity only, unless that is FULL', () => {
  const before = { id: 1, note: null, at: null, waits: null };
  const keyed = decoded({ before, after: null, source, op: 'd' });
  const full = decoded({ before: row, after: { ...row, note: null }, source: { ...source, table: 'whole' }, op: 'u' });
  assert.ok(keyed.kind === 'change' && full.kind === 'change');
  assert.deepEqual(keyed.change.before, ['1', undefined, undefined]);
  assert.deepEqual(full.change.before, ['1', 'a', '1970-01-01 00:00:01']);
  assert.deepEqual(full.change.after, ['1', null, '1970-01-01 00:00:01']);
});

test('a column that the row lacks is undefined, NULL is null', () => {
  const change = decoded({ ...insert, after: { id: 1, note: null } });
  assert.ok(change.kind === 'change');
  assert.deepEqual(change.change.after, ['1', null, undefined]);
});

test('a key that moved: headers in any case, with and without schema, or as Struct{}', () => {
  const moved = { ...insert, after: { ...row, id: 2 } };
  const before = (headers: Record<string, string>): unknown => {
    const change = decoded(moved, { headers });
    assert.ok(change.kind === 'change');
    assert.equal(change.change.op, 'update');
    return change.change.before;
  };
  assert.deepEqual(before({ '__debezium.oldkey': '{"id":1}' }), ['1', undefined, undefined]);
  assert.deepEqual(before({ '__DEBEZIUM.OLDKEY': '{"schema":{"fields":[]},"payload":{"id":1}}' }), [
    '1',
    undefined,
    undefined,
  ]);
  assert.equal(before({ '__debezium.oldkey': 'Struct{id=1}' }), undefined);
  const left = decoded(
    { before: row, after: null, source, op: 'd' },
    { headers: { '__debezium.newkey': 'Struct{id=2}' } },
  );
  assert.equal(left.kind, 'keyLeft');
});

test('what is no row change', () => {
  assert.deepEqual(decoded(null), { kind: 'tombstone' });
  assert.deepEqual(decoded({ schema: null, payload: null }), { kind: 'tombstone' });
  assert.deepEqual(decoded({ ts_ms: 1 }), { kind: 'heartbeat' });
  assert.deepEqual(decoded({ status: 'END', id: '7:8', event_count: 1 }), {
    kind: 'transaction',
    status: 'END',
    id: '7:8',
  });
  assert.deepEqual(decoded({ ...insert, source: { ...source, table: 'others' } }), {
    kind: 'foreign',
    schema: 'public',
    table: 'others',
  });
  assert.deepEqual(decoded({ before: null, after: null, source, op: 't' }), {
    kind: 'truncate',
    schema: 'public',
    table: 'orders',
    committedAtUs: 1_700_000_000_123_000,
  });
  assert.deepEqual(
    decoded({ op: 'm', source: { ...source, table: '', schema: '' }, message: { prefix: 'p', content: 'aGk=' } }),
    {
      kind: 'message',
      prefix: 'p',
    },
  );
});

const hostile: [string, unknown, RegExp, Partial<ConnectorMessage>?][] = [
  ['an empty value', '', /no JSON/],
  ['half a value', JSON.stringify(insert).slice(0, 50), /no JSON/],
  ['Avro', Buffer.from([0, 0, 0, 0, 7, 2, 4]), /Avro and Protobuf/],
  ['no object', '[1]', /no object/],
  ['a row alone', row, /no Debezium envelope.*ExtractNewRecordState/],
  ['a CloudEvent', { specversion: '1.0', data: insert }, /CloudEvent/],
  ['an unknown operation', { ...insert, op: 'x' }, /op is "x"/],
  ['an operation that is an object', { ...insert, op: { toString: 1 } }, /op is \{/],
  ['no source', { ...insert, source: null }, /no source block/],
  ['another database', { ...insert, source: { ...source, connector: 'mysql' } }, /"mysql", not "postgresql"/],
  ['a source without table', { ...insert, source: { ...source, table: 1 } }, /lacks version, schema or table/],
  ['an LSN that is a text', { ...insert, source: { ...source, lsn: '1' } }, /source\.lsn is "1"/],
  [
    'an LSN beyond 2^53',
    JSON.stringify(insert).replace('27143032', '9223372036854775807'),
    /source\.lsn is "9223372036854775807"/,
  ],
  ['a negative xid', { ...insert, source: { ...source, txId: -1 } }, /beyond its range/],
  ['no commit time', { ...insert, source: { ...source, ts_ms: null } }, /source\.ts_ms is null/],
  ['an insert without a row', { ...insert, after: null }, /not those of op c/],
  ['an insert with an old row', { ...insert, before: row }, /not those of op c/],
  ['a delete with a new row', { ...insert, before: row, op: 'd' }, /not those of op d/],
  ['a row that is a text', { ...insert, after: 'x' }, /after is no object/],
  ['a value of another type', { ...insert, after: { ...row, id: 'x' } }, /column id \(int8\) is "x": no whole number/],
  ['a fraction for an integer', { ...insert, after: { ...row, id: 1.5 } }, /no whole number/],
  ['a timestamp beyond all time', { ...insert, after: { ...row, at: 1e300 } }, /column at .*no whole number/],
  ["another row's key", insert, /key says id = "2", its row "1"/, { key: '{"id":2}' }],
  ['an Avro key', insert, /Avro and Protobuf/, { key: Buffer.from([0, 0, 0, 0, 1, 2]) }],
  ['a name twice', '{"op":"c","op":"d"}', /no JSON/],
  ['a deep nesting', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, /no JSON/],
];

for (const [name, value, why, more] of hostile) {
  test(`undecodable, and why: ${name}`, () => {
    const result = decoded(value, more);
    assert.equal(result.kind, 'undecodable');
    assert.match(result.kind === 'undecodable' ? result.line : '', why);
    assert.ok(result.kind === 'undecodable' && !result.line.includes('\n') && result.line.length < 400);
  });
}

test('no value makes it throw', () => {
  const anything = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.uint8Array().map(bytes => Buffer.from(bytes)),
    // One part of a good event replaced by anything.
    fc
      .tuple(fc.constantFrom('before', 'after', 'source', 'op', 'transaction', 'ts_ms'), fc.jsonValue())
      .map(([name, part]) => JSON.stringify({ ...insert, [name]: part })),
    fc
      .tuple(fc.constantFrom(...Object.keys(source)), fc.jsonValue())
      .map(([name, part]) => JSON.stringify({ ...insert, source: { ...source, [name]: part } })),
    fc
      .tuple(fc.constantFrom(...Object.keys(row)), fc.jsonValue())
      .map(([name, part]) => JSON.stringify({ ...insert, after: { ...row, [name]: part } })),
    fc.jsonValue().map(schema => JSON.stringify({ schema, payload: insert })),
  );
  const kinds = new Set<string>();
  fc.assert(
    fc.property(anything, fc.option(fc.json()), (value, key) => {
      const result = decode(message(value, { key }));
      kinds.add(result.kind);
      if (result.kind === 'undecodable') assert.ok(result.line.length > 0 && !result.line.includes('\n'));
    }),
    { numRuns: 5_000 },
  );
  assert.ok(kinds.has('undecodable') && kinds.has('change'));
});
