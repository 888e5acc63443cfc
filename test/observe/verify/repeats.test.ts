import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Repeats } from '../../../src/observe/verify/repeats.ts';

test('what comes again after a restart is redelivered until something new comes', () => {
  const repeats = new Repeats();
  assert.equal(repeats.kindAt(undefined), 'duplicated');
  repeats.restarting();
  repeats.restarted();
  assert.equal(repeats.kindAt(undefined), 'redelivered');
  repeats.close(undefined);
  assert.equal(repeats.kindAt(undefined), 'duplicated');
});

test('what was on its way when the connector ended does not end what it repeats', () => {
  const repeats = new Repeats();
  repeats.restarting();
  repeats.close(undefined);
  assert.equal(repeats.kindAt(undefined), 'redelivered');
  repeats.restarted();
  assert.equal(repeats.kindAt(undefined), 'redelivered');
  repeats.close(undefined);
  assert.equal(repeats.kindAt(undefined), 'duplicated');
});

test('each channel is repeated until something new comes in it', () => {
  const repeats = new Repeats();
  const came = (channel: string, row: number, lsn: number) => repeats.kindOf({ channel, row, lsn });
  assert.equal(came('a', 1, 10), 'duplicated');
  repeats.restarting();
  repeats.restarted();
  repeats.close('a');
  assert.equal(came('a', 1, 10), 'duplicated');
  assert.equal(came('b', 2, 11), 'redelivered');
  assert.equal(came('b', 2, 15), 'redelivered');
  repeats.close('b');
  assert.equal(came('b', 3, 12), 'duplicated');
  repeats.restarting();
  repeats.restarted();
  assert.deepEqual([came('a', 1, 10), came('b', 2, 11)], ['redelivered', 'redelivered']);
});

test('what was lost and comes late does not end what is repeated in its channel', () => {
  const repeats = new Repeats();
  const came = (channel: string, lsn: number) => repeats.kindOf({ channel, row: lsn, lsn });
  repeats.close('a', 10);
  repeats.close('b', 4);
  repeats.restarting();
  repeats.close('a', 12);
  repeats.restarted();
  for (const lost of [7, 11, 12]) repeats.close('a', lost);
  assert.equal(came('a', 8), 'redelivered');
  repeats.close('b', 7);
  assert.equal(came('b', 3), 'duplicated', 'new in a channel that had not come so far');
  repeats.close('a', 13);
  assert.equal(came('a', 9), 'duplicated');
});

test('a row that goes back is no longer what one restart repeats', () => {
  const repeats = new Repeats();
  const came = (row: number, lsn: number | undefined) => repeats.kindOf({ channel: undefined, row, lsn });
  repeats.restarting();
  repeats.restarted();
  assert.deepEqual([came(1, 10), came(2, 8), came(1, 12)], ['redelivered', 'redelivered', 'redelivered']);
  assert.deepEqual([came(1, 12), came(1, 10), came(2, 8)], ['duplicated', 'duplicated', 'duplicated']);
  assert.deepEqual([came(2, 9), came(2, undefined)], ['redelivered', 'redelivered']);
});

test('what of the former life is still on its way says nothing of how far the new one has come', () => {
  const repeats = new Repeats();
  const came = (lsn: number) => repeats.kindOf({ channel: undefined, row: 1, lsn });
  repeats.restarting();
  assert.deepEqual([came(12), came(10)], ['redelivered', 'redelivered']);
  repeats.restarted();
  assert.deepEqual([came(10), came(12), came(10)], ['redelivered', 'redelivered', 'duplicated']);
});

test('what is remembered of rows is bounded: the row that came longest ago is forgotten first', () => {
  const repeats = new Repeats();
  const came = (row: number) => repeats.kindOf({ channel: undefined, row, lsn: 10 });
  repeats.restarting();
  repeats.restarted();
  for (let row = 0; row <= 100_000; row++) assert.equal(came(row), 'redelivered');
  assert.equal(came(1), 'duplicated');
  assert.equal(came(0), 'redelivered', 'rather no finding than a false one');
});
