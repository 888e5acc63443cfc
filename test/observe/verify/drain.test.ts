import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Drain } from '../../../src/observe/verify/drain.ts';

const second = 1_000_000;
const normal = { quietUs: 2 * second, idleUs: 10 * second, maxUs: 300 * second };

test('a drain ends when all is there and nothing has come for the quiet time', () => {
  const drain = new Drain(normal, 0, { expected: 10, arrived: 8, changes: 8 });
  assert.equal(drain.at(1 * second, { expected: 10, arrived: 10, changes: 10 }), 'draining');
  assert.equal(drain.at(2.9 * second, { expected: 10, arrived: 10, changes: 10 }), 'draining');
  assert.equal(drain.at(3 * second, { expected: 10, arrived: 10, changes: 10 }), 'drained');
});

test('changes that come twice put the end off, also those that were not expected', () => {
  const drain = new Drain(normal, 0, { expected: 10, arrived: 10, changes: 10 });
  assert.equal(drain.at(1.9 * second, { expected: 10, arrived: 10, changes: 11 }), 'draining');
  assert.equal(drain.at(3.8 * second, { expected: 10, arrived: 10, changes: 11 }), 'draining');
  assert.equal(drain.at(3.9 * second, { expected: 10, arrived: 10, changes: 11 }), 'drained');
});

test('what has not come after ten idle seconds is missing, whatever else comes again and again', () => {
  const drain = new Drain(normal, 0, { expected: 10, arrived: 8, changes: 8 });
  assert.equal(drain.at(4 * second, { expected: 10, arrived: 9, changes: 9 }), 'draining');
  for (let at = 5; at < 14; at++) {
    assert.equal(drain.at(at * second, { expected: 10, arrived: 9, changes: 10 + at }), 'draining');
  }
  assert.equal(drain.at(14 * second, { expected: 10, arrived: 9, changes: 100 }), 'drained');
});

test('a connector that loops ends a drain in which all has come', () => {
  const drain = new Drain(normal, 0, { expected: 1, arrived: 1, changes: 1 });
  for (let at = 1; at < 10; at++) drain.at(at * second, { expected: 1, arrived: 1, changes: 1 + at });
  assert.equal(drain.at(10 * second, { expected: 1, arrived: 1, changes: 99 }), 'drained');
});

test('only five minutes of changes that still match are no drain', () => {
  const drain = new Drain(normal, 0, { expected: 1_000, arrived: 0, changes: 0 });
  for (let at = 1; at < 300; at++) {
    assert.equal(drain.at(at * second, { expected: 1_000, arrived: at, changes: at }), 'draining');
  }
  assert.equal(drain.at(300 * second, { expected: 1_000, arrived: 300, changes: 300 }), 'notDrained');
});

test('an operation that turns out not to have committed is not waited for', () => {
  const drain = new Drain(normal, 0, { expected: 2, arrived: 1, changes: 1 });
  assert.equal(drain.at(2 * second, { expected: 1, arrived: 1, changes: 1 }), 'drained');
});

test('while what has come is not judged all waiting is put off, but not where people wait', () => {
  const patient = new Drain(normal, 0, { expected: 1, arrived: 1, changes: 1 });
  const hurried = new Drain({ ...normal, maxUs: 5 * second }, 0, { expected: 1, arrived: 1, changes: 1 });
  for (let at = 1; at <= 400; at++) patient.postpone(at * second);
  assert.equal(patient.at(401 * second, { expected: 1, arrived: 1, changes: 1 }), 'draining');
  assert.equal(patient.at(402 * second, { expected: 1, arrived: 1, changes: 1 }), 'drained');
  for (let at = 1; at < 5; at++) hurried.hurry(at * second);
  assert.equal(hurried.state, 'draining');
  hurried.hurry(5 * second);
  assert.equal(hurried.state, 'notDrained');
});

test('while a connector is down on purpose nothing counts as idle or quiet', () => {
  const waiting = new Drain(normal, 0, { expected: 10, arrived: 8, changes: 8 });
  const complete = new Drain(normal, 0, { expected: 10, arrived: 10, changes: 10 });
  for (let at = 1; at <= 40; at++) {
    for (const drain of [waiting, complete]) drain.hold(at * second);
    assert.equal(waiting.at(at * second, { expected: 10, arrived: 8, changes: 8 }), 'draining');
    assert.equal(complete.at(at * second, { expected: 10, arrived: 10, changes: 10 }), 'draining');
  }
  assert.equal(waiting.at(50 * second, { expected: 10, arrived: 8, changes: 8 }), 'drained');
  assert.equal(complete.at(42 * second, { expected: 10, arrived: 10, changes: 10 }), 'drained');
  waiting.hold(60 * second);
  assert.equal(waiting.state, 'drained', 'what is over stays so');
});

test('while something has come that is not judged, a drain has not begun', () => {
  const drain = new Drain(normal, 0, { expected: 10, arrived: 8, changes: 8 });
  for (let at = 1; at <= 400; at++) {
    drain.postpone(at * second);
    assert.equal(drain.at(at * second, { expected: 10, arrived: 8, changes: 8 }), 'draining');
  }
  assert.equal(drain.at(409 * second, { expected: 10, arrived: 8, changes: 8 }), 'draining');
  assert.equal(drain.at(410 * second, { expected: 10, arrived: 8, changes: 8 }), 'drained');
});
