import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confirmedPosition } from '../../src/capture/confirmed-position.ts';
import type { Came } from '../../src/capture/slot/came.ts';

const commit = (endLsn: number): Came => ({ kind: 'commit', endLsn });
const change: Came = { kind: 'change' };

test('the position follows acknowledgements and never goes back', () => {
  const position = confirmedPosition(100);
  position.came(commit(200));
  position.came(commit(300));
  assert.equal(position.lsn, 100);
  position.acknowledged(300);
  position.acknowledged(200);
  assert.equal(position.lsn, 300);
});

test('it follows the server only while nothing is outstanding', () => {
  const position = confirmedPosition(100);
  position.reached(150);
  assert.equal(position.lsn, 150);
  position.came(change);
  position.reached(180);
  assert.equal(position.lsn, 150, 'within a transaction');
  position.came(commit(200));
  position.reached(250);
  assert.equal(position.lsn, 150, 'before the acknowledgement');
  position.acknowledged(200);
  assert.equal(position.lsn, 250, 'the server had been there already');
});

test('a transaction that a lost connection cut short is open no more', () => {
  const position = confirmedPosition(100);
  position.came(change);
  position.restarted();
  position.reached(120);
  assert.equal(position.lsn, 120);
});
