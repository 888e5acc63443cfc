import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whatCame, type Came } from '../../../src/capture/slot/came.ts';
import {
  encodeBegin,
  encodeChange,
  encodeCommit,
  encodeMessage,
  encodeOrigin,
  encodeRelation,
  encodeTruncate,
  encodeType,
} from '../pgoutput/encoder.ts';

/** Looks at a message that lies somewhere within a larger buffer, as a socket delivers it. */
function told(message: Buffer): Came | undefined {
  const bytes = Buffer.concat([Buffer.from('before'), message, Buffer.from('behind')]);
  return whatCame(bytes, 6, 6 + message.length);
}

const table = { oid: 7, schema: 'public', name: 'parts', columns: [{ name: 'id', isKey: true }] };
const change = { kind: 'change' };
const message = { lsn: 5, prefix: 'p', content: 'c' };

test('a commit is told with its end, far into the log too', () => {
  const endLsn = 2 ** 45 + 2 ** 33 + 17;
  assert.deepEqual(told(encodeCommit({ commitLsn: 3, endLsn, committedAtUs: 9 })), { kind: 'commit', endLsn });
});

test('what changes something belongs to a transaction', () => {
  for (const op of ['insert', 'update', 'delete'] as const) {
    const image = op === 'delete' ? { old: { kind: 'K' as const, cells: ['1'] }, new: undefined } : undefined;
    assert.deepEqual(told(encodeChange(table, { op, ...(image ?? { old: undefined, new: ['1'] }) })), change);
  }
  assert.deepEqual(told(encodeTruncate([table], { cascade: false, restartIdentity: false })), change);
  assert.deepEqual(told(encodeMessage({ ...message, isTransactional: true })), change);
});

test('what stands by itself or only prepares leaves nothing open', () => {
  const others = [
    encodeMessage({ ...message, isTransactional: false }),
    encodeBegin({ xid: 1, commitLsn: 3, committedAtUs: 9 }),
    encodeRelation(table),
    encodeOrigin(4, 'elsewhere'),
    encodeType(8, 'public', 'mood'),
  ];
  for (const other of others) assert.equal(told(other), undefined);
});

test('what is too short, empty or unknown is left to the decoder', () => {
  const whole = encodeCommit({ commitLsn: 3, endLsn: 4, committedAtUs: 9 });
  for (let length = 0; length < 18; length++) assert.equal(told(whole.subarray(0, length)), undefined);
  assert.equal(told(Buffer.from('M')), undefined);
  assert.equal(told(Buffer.from('?')), undefined);
});
