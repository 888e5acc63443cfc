// Events of a real Debezium engine (2.7.3.Final and 3.6.0.Final, made by test/tools/debezium-events.ts on the embedded PostgreSQL 18),
// against what the server itself sent through another slot for the same statements.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DecodedChange, DecodedMessage } from '../../../src/capture/debezium/decoded-message.ts';
import { createEnvelopeDecoder } from '../../../src/capture/debezium/envelope-decoder.ts';
import { connectorSettings } from '../../../src/capture/debezium/settings/connector-settings.ts';
import type { Cell } from '../../../src/observe/verify/captured-change.ts';
import { messageOf, readRealEvents, realEventNames, type RealEvents, type ReferenceChange } from './real-events.ts';

/** What each of these connectors and settings really changed, as `table.column: the server's -> the connector's`. */
const timetz = 'kinds.c_timetz: 10:15:30.5+01 -> 09:15:30.5+00';
const nested = 'kinds.a_text: {{a,b},{c,d}} -> {[Ljava.lang.String;@...,[Ljava.lang.String;@...}';
const trailingZeros = [
  'kinds.c_numfree: 12345678901234567890.1234500 -> 12345678901234567890.12345',
  'kinds.a_numfree: {1.500,2} -> {1.5,2}',
  'odd.c_num: 12345.678900 -> 12345.6789',
];
const nanIsNull = ['odd.c_num: NaN -> null', 'odd.c_numx: NaN -> null'];
const toastedBytesAreNull = 'toasted.body: undefined -> null';
const millis = [
  'kinds.c_time: 12:34:56.789012 -> 12:34:56.789',
  'kinds.c_ts: 2024-02-29 12:34:56.78901 -> 2024-02-29 12:34:56.789',
  'kinds.c_ts: 2024-03-01 00:00:00.000001 -> 2024-03-01 00:00:00',
];
const alterations: Record<string, string[]> = {
  'adaptive-2.7': [timetz, nested, ...trailingZeros, ...nanIsNull],
  'connect-2.7': [
    timetz,
    ...trailingZeros,
    ...nanIsNull,
    ...millis,
    toastedBytesAreNull,
    'kinds.a_time: {12:34:56.789,00:00:00} -> null',
  ],
  'adaptive-3.6': [timetz, ...trailingZeros, ...nanIsNull],
  'connect-3.6': [
    timetz,
    nested,
    ...trailingZeros,
    ...nanIsNull,
    ...millis,
    toastedBytesAreNull,
    'kinds.c_ts: 1969-12-31 23:59:59.999999 -> 1969-12-31 23:59:59.999',
    'kinds.c_time: 23:59:59.999999 -> 23:59:59.999',
    'kinds.c_ts: 2262-04-11 23:47:16.854775 -> 2262-04-11 23:47:16.854',
  ],
  'iso-3.6': [timetz, nested],
  'micro-3.6': [timetz, nested, toastedBytesAreNull],
  'nano-3.6': [
    timetz,
    nested,
    'kinds.c_numfree: 12345678901234567890.1234500 -> 12345678901234567000',
    'kinds.a_numfree: {1.500,2} -> {1.5,2}',
    'odd.c_num: 12345.678900 -> 12345.6789',
    'kinds.c_money: $92,233,720,368,547,758.07 -> $92,233,720,368,547,760.00',
    'kinds.c_ts0: 9999-12-31 23:59:59 -> null',
    'kinds.c_ts3: 9999-12-31 23:59:59.999 -> null',
  ],
  'endless-2.7': [],
  'endless-adaptive': [],
  'endless-connect': [],
  'endless-isostring': [],
  'endless-microseconds': [],
  'endless-nanoseconds': [
    'endless.c_ts: 0044-03-15 10:00:00.5 BC -> null',
    'endless.c_ts3: 0044-03-15 10:00:00.5 BC -> null',
    'endless.c_ts: 20240-01-01 10:00:00 -> null',
    'endless.c_ts3: 20240-01-01 10:00:00 -> null',
  ],
};

function decodeAll(real: RealEvents): DecodedMessage[] {
  const settings = new Map([...Object.entries(real.settings), ['connector.class', 'PostgresConnector'] as const]);
  const decode = createEnvelopeDecoder(connectorSettings(settings, 'a fixture').modes, real.tables);
  return real.events.map(event => decode(messageOf(event)));
}

const changesOf = (decoded: DecodedMessage[]): DecodedChange[] =>
  decoded.flatMap(message => (message.kind === 'change' || message.kind === 'keyLeft' ? [message] : []));

function referenceOf(real: RealEvents, { kind, change }: DecodedChange): ReferenceChange {
  const { position, table } = change;
  assert.ok(position !== undefined);
  const found = real.reference.filter(
    ({ table: other, position: at }) => other === table && at.xid === position.xid && at.lsn === position.lsn,
  );
  assert.equal(found.length, 1);
  assert.equal(found[0]!.op, kind === 'keyLeft' ? 'update' : change.op);
  return found[0]!;
}

/** Cells of an image that are not the server's. Under REPLICA IDENTITY FULL the connector fills an unsent value from the old row. */
function altered(change: DecodedChange['change'], image: 'before' | 'after', reference: ReferenceChange): string[] {
  const cells = change[image];
  if (cells === undefined) return [];
  return change.columns.flatMap((column, place) => {
    const expected: Cell =
      reference[image]?.[column] ?? (reference[image]?.[column] === null ? null : reference.before?.[column]);
    const actual = cells[place];
    const shown = String(actual).replace(/@[0-9a-f]+/g, '@...');
    return expected === actual ? [] : [`${change.table}.${column}: ${String(expected)} -> ${shown}`];
  });
}

test('the real events are those that this file knows', () => {
  assert.deepEqual(realEventNames().sort(), Object.keys(alterations).sort());
});

for (const name of realEventNames()) {
  const real = readRealEvents(name);
  test(`${name}: events of Debezium ${real.version} say what the server said, but for what the connector changed`, () => {
    const decoded = decodeAll(real);
    const undecodable = decoded.flatMap(message => (message.kind === 'undecodable' ? [message.line] : []));
    assert.deepEqual(undecodable, []);
    const found = new Set<string>();
    const streamed = changesOf(decoded).filter(({ change }) => change.op !== 'read');
    assert.ok(streamed.length >= 4);
    for (const captured of streamed) {
      const { change } = captured;
      const reference = referenceOf(real, captured);
      assert.equal(captured.version, real.version);
      assert.equal(captured.resolutionUs, 1);
      assert.equal(change.committedAtUs, reference.committedAtUs);
      assert.equal(change.position?.commitLsn, undefined);
      if (change.op === 'delete' || change.op === 'update') {
        const hasBefore = reference.before !== undefined;
        assert.equal(change.before !== undefined, hasBefore, `${change.table} ${change.op}`);
      }
      for (const line of altered(change, 'before', reference)) found.add(line);
      for (const line of altered(change, 'after', reference)) found.add(line);
    }
    assert.deepEqual([...found].sort(), alterations[name]!.sort());
  });
}

for (const name of ['adaptive-2.7', 'connect-3.6', 'iso-3.6']) {
  test(`${name}: every change of the reference is there, once`, () => {
    const real = readRealEvents(name);
    const positions = changesOf(decodeAll(real))
      .filter(({ kind, change }) => kind === 'change' && change.op !== 'read')
      .map(({ change }) => `${change.table} ${change.position!.xid} ${change.position!.lsn}`);
    const expected = real.reference.map(({ table, position }) => `${table} ${position.xid} ${position.lsn}`);
    assert.deepEqual(positions.sort(), expected.sort());
  });
}

test('an update that changes the key is a delete that leaves, a tombstone, and an update with the old key', () => {
  for (const name of ['adaptive-2.7', 'connect-2.7', 'adaptive-3.6', 'iso-3.6']) {
    const decoded = decodeAll(readRealEvents(name));
    const at = decoded.findIndex(message => message.kind === 'keyLeft');
    const [left, ...behind] = decoded.slice(at);
    const arrived = behind.find(message => message.kind === 'change');
    assert.ok(left?.kind === 'keyLeft' && arrived?.kind === 'change');
    assert.deepEqual([left.change.op, left.change.before], ['delete', ['1', 'snap', undefined]]);
    assert.deepEqual(
      [arrived.change.op, arrived.change.before, arrived.change.after],
      ['update', ['1', 'snap', undefined], ['2', 'snap', 'y']],
    );
    assert.equal(left.change.position!.lsn, arrived.change.position!.lsn);
  }
});

test('what is no row change is told apart', () => {
  const kinds = (name: string): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { kind } of decodeAll(readRealEvents(name))) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  };
  assert.deepEqual(kinds('connect-3.6'), {
    change: 26,
    transaction: 2,
    tombstone: 2,
    keyLeft: 1,
    message: 2,
    truncate: 2,
  });
  assert.equal(kinds('iso-3.6')['heartbeat'], 2);
});

test('a row of a snapshot has no position and no commit time', () => {
  const reads = changesOf(decodeAll(readRealEvents('iso-3.6'))).filter(({ change }) => change.op === 'read');
  assert.deepEqual(
    reads.map(({ change }) => [change.table, change.position, change.committedAtUs]),
    [
      ['kinds', undefined, undefined],
      ['moved', undefined, undefined],
    ],
  );
  assert.deepEqual(reads[1]!.change.after, ['1', 'snap', 'x']);
});

test('an unsent TOAST value is undefined in every form that the connector has for it', () => {
  const decoded = changesOf(decodeAll(readRealEvents('iso-3.6')));
  const { change } = decoded.find(({ change: { table, op } }) => table === 'toasted' && op === 'update')!;
  const unsent = ['note', 'document', 'body', 'tags', 'numbers', 'bigs', 'uuids'];
  assert.deepEqual(
    change.columns.filter((_, place) => change.after![place] === undefined),
    unsent,
  );
});
