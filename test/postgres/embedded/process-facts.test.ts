import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { waitNow } from '../../../src/postgres/embedded/pause.ts';
import { isRunning, isServerOf, statOf } from '../../../src/postgres/embedded/process-facts.ts';

test('a zombie does not run', async t => {
  if (process.platform !== 'linux') return t.skip('zombies can be told on Linux only');
  const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
  const { pid } = child;
  assert.ok(pid !== undefined);
  const exited = once(child, 'exit');
  // Blocked, we cannot collect the child: it stays a zombie.
  assert.ok(waitNow(() => statOf(pid)?.ended === true, 60_000));
  assert.ok(!isRunning(pid));
  await exited;
  assert.equal(statOf(pid), null);
});

test('this process runs, has a start time, and is no server', t => {
  assert.ok(isRunning(process.pid));
  assert.ok(!isServerOf(process.pid, '/tmp'));
  if (process.platform !== 'linux') return t.skip('start times are known on Linux only');
  assert.match(String(statOf(process.pid)?.startedAt), /^\d+$/);
});
