import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confirmedPosition } from '../../src/capture/confirmed-position.ts';
import type { PgoutputEvent } from '../../src/capture/pgoutput/pgoutput-event.ts';

const commit = (endLsn: number): PgoutputEvent => ({
  kind: 'commit',
  commit: { xid: 1, commitLsn: endLsn - 1, endLsn, committedAtUs: 0, changes: 1 },
});
const truncate: PgoutputEvent = {
  kind: 'truncate',
  truncate: { tables: [], cascade: false, restartIdentity: false, xid: 1, lsn: 1, commitLsn: 1, committedAtUs: 0 },
};
const message = (xid: number | undefined): PgoutputEvent => ({
  kind: 'message',
  message: { prefix: '', content: Buffer.alloc(0), lsn: 1, xid },
});

test('the position follows acknowledgements and never goes back', () => {
  const position = confirmedPosition(100);
  position.told(commit(200));
  position.told(commit(300));
  assert.equal(position.lsn, 100);
  position.acknowledged(300);
  position.acknowledged(200);
  assert.equal(position.lsn, 300);
});

test('it follows the server only while nothing is outstanding', () => {
  const position = confirmedPosition(100);
  position.reached(150);
  assert.equal(position.lsn, 150);
  position.told(truncate);
  position.reached(180);
  assert.equal(position.lsn, 150, 'within a transaction');
  position.told(commit(200));
  position.reached(250);
  assert.equal(position.lsn, 150, 'before the acknowledgement');
  position.acknowledged(200);
  assert.equal(position.lsn, 250, 'the server had been there already');
});

test('a message outside of transactions leaves nothing open, one inside does', () => {
  const position = confirmedPosition(100);
  position.told(message(undefined));
  position.reached(110);
  position.told(message(7));
  position.reached(120);
  assert.equal(position.lsn, 110);
});

test('a transaction that a lost connection cut short is open no more', () => {
  const position = confirmedPosition(100);
  position.told(truncate);
  position.restarted();
  position.reached(120);
  assert.equal(position.lsn, 120);
});
