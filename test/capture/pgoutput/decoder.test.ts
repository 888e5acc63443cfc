import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createPgoutputDecoder } from '../../../src/capture/pgoutput/decoder.ts';
import type { PgoutputEvent } from '../../../src/capture/pgoutput/pgoutput-event.ts';
import type { Cell } from '../../../src/observe/verify/captured-change.ts';
import {
  encodeBegin,
  encodeChange,
  encodeCommit,
  encodeMessage,
  encodeOrigin,
  encodeRelation,
  encodeTruncate,
  encodeType,
  type Table,
  type Tuple,
} from './encoder.ts';

/** Decodes a message that lies somewhere within a larger buffer, as a socket delivers it. */
function decoder(): (message: Buffer, lsn?: number, receivedAtUs?: number) => PgoutputEvent | undefined {
  const decode = createPgoutputDecoder();
  return (message, lsn = 0, receivedAtUs = 0) => {
    const bytes = Buffer.concat([Buffer.from('before'), message, Buffer.from('behind')]);
    const event = decode(bytes, 6, 6 + message.length, { lsn, receivedAtUs });
    // The socket's bytes are used again; what was decoded must not hang on them.
    bytes.fill(0xff);
    return event;
  };
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'binary-ascii', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('', 'é', 'NULL', 'tuN', '\u{10ffff}', 'x'.repeat(300), 'ç'.repeat(200)),
);
const cell: fc.Arbitrary<Cell> = fc.oneof({ weight: 8, arbitrary: text }, fc.constant(null), fc.constant(undefined));
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter(each => !each.includes('\0'));
const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const lsn = fc.maxSafeNat();
const table: fc.Arbitrary<Table> = fc.record({
  oid: uint32,
  schema: name,
  name,
  columns: fc.array(fc.record({ name, isKey: fc.boolean() }), { maxLength: 12 }),
});

/** A table, a transaction over it, and for each change the images. */
const transaction = table.chain(of => {
  const image = fc.array(cell, { minLength: of.columns.length, maxLength: of.columns.length });
  const change = fc.oneof(
    fc.record({ op: fc.constant('insert' as const), old: fc.constant(undefined), new: image }),
    fc.record({
      op: fc.constant('update' as const),
      old: fc.option(fc.record({ kind: fc.constantFrom('K' as const, 'O' as const), cells: image }), {
        nil: undefined,
      }),
      new: image,
    }),
    fc.record({
      op: fc.constant('delete' as const),
      old: fc.record({ kind: fc.constantFrom('K' as const, 'O' as const), cells: image }),
      new: fc.constant(undefined),
    }),
  );
  return fc.record({
    of: fc.constant(of),
    xid: uint32,
    commitLsn: lsn,
    endLsn: lsn,
    committedAtUs: fc.integer({ min: 0, max: 4_102_444_800_000_000 }),
    changes: fc.array(fc.record({ change, lsn, receivedAtUs: fc.maxSafeNat() }), { maxLength: 8 }),
  });
});

/** What a key-only image may say of a row. */
const visible = (of: Table, old: Tuple | undefined): readonly Cell[] | undefined =>
  old?.kind === 'K' ? old.cells.map((each, place) => (of.columns[place]!.isKey ? each : undefined)) : old?.cells;

test('any transaction comes out as it was encoded', () => {
  const property = fc.property(transaction, ({ of, xid, commitLsn, endLsn, committedAtUs, changes }) => {
    const decode = decoder();
    assert.equal(decode(encodeBegin({ xid, commitLsn, committedAtUs })), undefined);
    assert.equal(decode(encodeRelation(of)), undefined);
    for (const [ordinal, { change, lsn: at, receivedAtUs }] of changes.entries()) {
      const event = decode(encodeChange(of, change), at, receivedAtUs);
      assert.deepEqual(event, {
        kind: 'change',
        change: {
          schema: of.schema,
          table: of.name,
          op: change.op,
          columns: of.columns.map(column => column.name),
          before: visible(of, change.old),
          after: change.new,
          position: { xid, lsn: at, commitLsn, ordinal },
          committedAtUs,
          receivedAtUs,
        },
      });
    }
    assert.deepEqual(decode(encodeCommit({ commitLsn, endLsn, committedAtUs })), {
      kind: 'commit',
      commit: { xid, commitLsn, endLsn, committedAtUs, changes: changes.length },
    });
  });
  fc.assert(property, { numRuns: 500 });
});

test('a message that is cut short or has bytes too many is refused, never read wrongly', () => {
  const property = fc.property(transaction, fc.nat(), ({ of, changes }, at) => {
    fc.pre(changes.length > 0);
    const message = encodeChange(of, changes[0]!.change);
    const decode = decoder();
    decode(encodeBegin({ xid: 1, commitLsn: 1, committedAtUs: 0 }));
    decode(encodeRelation(of));
    assert.throws(() => decode(message.subarray(0, at % message.length)), RangeError);
    assert.throws(() => decode(Buffer.concat([message, Buffer.from([0])])), RangeError);
    assert.equal(decode(message)?.kind, 'change');
  });
  fc.assert(property, { numRuns: 300 });
});

const people: Table = {
  oid: 1,
  schema: 'public',
  name: 'people',
  columns: [
    { name: 'id', isKey: true },
    { name: 'name', isKey: false },
  ],
};
const insert = { op: 'insert', old: undefined, new: ['1', 'Ana'] } as const;
const inTransaction = (): ReturnType<typeof decoder> => {
  const decode = decoder();
  decode(encodeBegin({ xid: 1, commitLsn: 1, committedAtUs: 0 }));
  return decode;
};

function changeOf(event: PgoutputEvent | undefined): Extract<PgoutputEvent, { kind: 'change' }>['change'] {
  return event?.kind === 'change' ? event.change : assert.fail(`${event?.kind} is no change`);
}

test('columns are one array for as long as the shape stays', () => {
  const decode = inTransaction();
  const columnsAfter = (relation: Table): readonly string[] => {
    decode(encodeRelation(relation));
    const cells = relation.columns.map(() => 'x');
    return changeOf(decode(encodeChange(relation, { op: 'insert', old: undefined, new: cells }))).columns;
  };
  const first = columnsAfter(people);
  assert.equal(columnsAfter(people), first);
  const wider = { ...people, columns: [...people.columns, { name: 'age', isKey: false }] };
  assert.deepEqual(columnsAfter(wider), ['id', 'name', 'age']);
  assert.notEqual(columnsAfter({ ...wider, columns: wider.columns.toReversed() }), first);
});

test('a transaction number beyond 2^31 is not negative, and an LSN beyond 2^53 is refused', () => {
  const decode = decoder();
  decode(encodeBegin({ xid: 4_294_967_295, commitLsn: Number.MAX_SAFE_INTEGER, committedAtUs: 1 }));
  decode(encodeRelation(people));
  const { position } = changeOf(decode(encodeChange(people, insert)));
  assert.deepEqual([position!.xid, position!.commitLsn], [4_294_967_295, Number.MAX_SAFE_INTEGER]);
  assert.throws(() => decode(encodeBegin({ xid: 1, commitLsn: 2 ** 53, committedAtUs: 1 })), /beyond/);
});

test('TRUNCATE, messages, origins and types', () => {
  const decode = decoder();
  assert.deepEqual(decode(encodeMessage({ isTransactional: false, lsn: 5, prefix: 'p', content: 'ção' })), {
    kind: 'message',
    message: { prefix: 'p', content: Buffer.from('ção'), lsn: 5, xid: undefined },
  });
  decode(encodeBegin({ xid: 7, commitLsn: 9, committedAtUs: 3 }));
  assert.equal(decode(encodeOrigin(4, 'elsewhere')), undefined);
  assert.equal(decode(encodeType(600, 'public', 'mood')), undefined);
  decode(encodeRelation(people));
  assert.deepEqual(decode(encodeTruncate([people], { cascade: false, restartIdentity: true }), 8), {
    kind: 'truncate',
    truncate: {
      tables: [{ schema: 'public', table: 'people' }],
      cascade: false,
      restartIdentity: true,
      xid: 7,
      lsn: 8,
      commitLsn: 9,
      committedAtUs: 3,
    },
  });
  const event = decode(encodeMessage({ isTransactional: true, lsn: 5, prefix: '', content: '' }));
  assert.equal(event?.kind === 'message' && event.message.xid, 7);
});

test('what does not belong together is refused by name', () => {
  assert.throws(
    () => decoder()(encodeCommit({ commitLsn: 1, endLsn: 2, committedAtUs: 0 })),
    /outside of a transaction/,
  );
  assert.throws(() => inTransaction()(encodeChange(people, insert)), /table 1 came before its description/);
  const decode = inTransaction();
  decode(encodeRelation(people));
  assert.throws(() => decode(encodeChange(people, { ...insert, new: ['1'] })), /has 1 columns, described were 2/);
  assert.throws(() => decode(Buffer.from('?')), /unknown type "\?"/);
  const withOld = encodeChange(people, { op: 'update', old: { kind: 'O', cells: ['1', 'a'] }, new: ['1', 'b'] });
  withOld.write('I', 0);
  assert.throws(() => decode(withOld), /not those of an insert/);
});
