import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Repeats } from '../../../src/observe/verify/repeats.ts';

test('what comes again after a restart is redelivered until something new comes', () => {
  const repeats = new Repeats();
  assert.equal(repeats.kind(undefined), 'duplicated');
  repeats.restarting();
  repeats.restarted();
  assert.equal(repeats.kind(undefined), 'redelivered');
  repeats.close();
  assert.equal(repeats.kind(undefined), 'duplicated');
});

test('what was on its way when the connector ended does not end what it repeats', () => {
  const repeats = new Repeats();
  repeats.restarting();
  repeats.close();
  assert.equal(repeats.kind(undefined), 'redelivered');
  repeats.restarted();
  assert.equal(repeats.kind(undefined), 'redelivered');
  repeats.close();
  assert.equal(repeats.kind(undefined), 'duplicated');
});
