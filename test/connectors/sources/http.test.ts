import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onThread } from './on-thread.ts';

test('a source runs on a thread, which ends when it is stopped', async () => {
  const send = (start: unknown): Promise<unknown> =>
    fetch((start as { url: string }).url, { method: 'POST', body: 'told' });
  assert.equal(await onThread({ kind: 'http' }, send), 'told');
});
