import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Model } from '../../src/model/model.ts';
import { StreamMetrics } from '../../src/observe/stream-metrics.ts';
import { rowIdentity } from '../../src/plan/operation.ts';
import { rejected } from '../helpers/fake-sender.ts';
import { change, children, operation, parents } from '../helpers/operations.ts';
import { ledger } from '../helpers/ledger.ts';
import { scenario } from '../helpers/scenarios.ts';

const { model } = (await scenario({}, ledger())).model as { model: Model };
const times = { dueUs: 1_000, sentUs: 3_000, answeredUs: 6_000 };
const expecting = { ...operation({ number: 1 }), expect: '23514' };

function metrics(absent: readonly number[] = []): StreamMetrics {
  return new StreamMetrics(model, new Set(absent), 0);
}

test('latency counts from the due time, service from the sending', () => {
  const found = metrics();
  found.sent(operation({ number: 1 }), 'onTime');
  found.answered(operation({ number: 1 }), { kind: 'committed', rowCounts: [1] }, times);
  assert.ok(Math.abs(found.latency.percentileMs(50)! - 5) < 0.01);
  assert.ok(Math.abs(found.service.percentileMs(50)! - 3) < 0.01);
  assert.equal(found.lastAnswerUs, 6_000);
});

test('sent, late, queued, replaced and skipped are counted, each by itself', () => {
  const found = metrics();
  found.sent(operation({ number: 1, event: 2 }), 'onTime');
  found.sent(operation({ number: 2, event: 2, substituted: true }), 'late');
  found.sent(operation({ number: 3 }), 'queued');
  found.skipped();
  found.retried();
  const { sent, late, queued, substituted, skipped, retries } = found.counts;
  assert.deepEqual([sent, late, queued, substituted, skipped, retries], [3, 1, 1, 1, 1, 1]);
  assert.deepEqual(
    found.byEvent.map(each => each.sent),
    [1, 0, 2, 0],
  );
});

test('rows by kind; a statement that touched none has no effect, unless its row never came to be', () => {
  const changes = [
    change({ kind: 'insert', table: parents, row: 5 }),
    change({ kind: 'update', table: children, row: 6 }),
    change({ kind: 'delete', table: children, row: 7 }),
    change({ kind: 'update', table: children, row: 8 }),
  ];
  const found = metrics([rowIdentity(children, 8)]);
  found.answered(operation({ number: 4, changes }), { kind: 'committed', rowCounts: [1, 0, 1, 0] }, times);
  assert.deepEqual(found.rows, { insert: 1, update: 0, delete: 1 });
  assert.deepEqual([found.counts.noEffect, found.counts.noEffectByConsequence, found.counts.committed], [1, 1, 1]);
  assert.deepEqual(found.firstErrors, ['operation 4: update of entries row 6 touched 0 rows']);
});

test('a statement that touched two rows is no effect as planned', () => {
  const found = metrics();
  const changes = [change({ kind: 'update', table: children, row: 6 })];
  found.answered(operation({ number: 4, changes }), { kind: 'committed', rowCounts: [2] }, times);
  assert.deepEqual([found.counts.noEffect, found.rows.update], [1, 0]);
});

test('rejections by SQLSTATE and event, with the words of the first twenty', () => {
  const found = metrics();
  for (let number = 0; number < 25; number++) {
    found.answered(operation({ number, event: 1 }), rejected(number % 5 === 0 ? '23503' : '23514'), times);
  }
  assert.deepEqual(found.bySqlState, { 23_503: 5, 23_514: 20 });
  assert.deepEqual([found.counts.rejected, found.byEvent[1]!.rejected, found.firstErrors.length], [25, 25, 20]);
  assert.equal(found.firstErrors[1], 'operation 1 (book): 23514 no');
  assert.equal(found.latency.percentileMs(50), null, 'rejections have no latency');
});

test('what the event expects', () => {
  const found = metrics();
  found.answered(expecting, rejected('23514'), times);
  assert.deepEqual([found.counts.rejectedAsExpected, found.counts.rejected, found.firstErrors], [1, 0, []]);
  found.answered(expecting, rejected('23505'), times);
  assert.deepEqual([found.counts.rejectedAsExpected, found.counts.rejected], [1, 1]);
  found.answered(expecting, { kind: 'committed', rowCounts: [1] }, times);
  assert.deepEqual(found.unexpectedCommits, ['operation 1 (open) was committed, although 23514 is expected']);
});

test('unknown is neither committed nor rejected', () => {
  const found = metrics();
  found.answered(operation({ number: 1 }), { kind: 'unknown', reason: 'gone' }, times);
  const { unknown, committed, rejected: refused } = found.counts;
  assert.deepEqual([unknown, committed, refused], [1, 0, 0]);
});
