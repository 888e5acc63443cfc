import assert from 'node:assert/strict';
import { test } from 'node:test';
import { playFaults } from '../../../src/capture/connector/play-faults.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

const fault = (seconds: number, action: 'restart' | 'kill') => ({ atUs: seconds * 1e6, action });

/** A connector that needs two seconds to be ready again, or never is. */
function fakeConnector(done: string[], fails = false) {
  const act = (name: string) => async (): Promise<void> => {
    done.push(name);
    await new Promise(resolve => setTimeout(resolve, 2_000));
    if (fails) throw new Error('it is gone');
  };
  return { restart: act('restart'), kill: act('kill') };
}

test('faults begin at their times, and one after the other', async t => {
  const time = new VirtualTime(t);
  const done: string[] = [];
  const play = playFaults([fault(30, 'restart'), fault(31, 'kill')], fakeConnector(done), time);
  await time.pass(29_999);
  assert.deepEqual(done, []);
  await time.pass(1);
  assert.deepEqual(done, ['restart']);
  await time.pass(1_999);
  assert.deepEqual(done, ['restart'], 'the second waits for the first');
  await time.pass(5_000);
  assert.deepEqual(done, ['restart', 'kill']);
  assert.deepEqual(await play.finish(), [
    { action: 'restart', plannedMs: 30_000, atMs: 30_000, downMs: 2_000, error: null },
    { action: 'kill', plannedMs: 31_000, atMs: 32_000, downMs: 2_000, error: null },
  ]);
  assert.equal(time.pending, 0);
});

test('a stream that ends early plays no further fault, but waits for the one that has begun', async t => {
  const time = new VirtualTime(t);
  const done: string[] = [];
  const play = playFaults([fault(1, 'kill'), fault(60, 'kill')], fakeConnector(done), time);
  await time.pass(1_500);
  const finished = play.finish();
  await time.pass(1_500);
  assert.deepEqual(await finished, [
    { action: 'kill', plannedMs: 1_000, atMs: 1_000, downMs: 2_000, error: null },
    { action: 'kill', plannedMs: 60_000, atMs: null, downMs: null, error: null },
  ]);
  assert.deepEqual(done, ['kill']);
  assert.equal(time.pending, 0);
});

test('a fault that is weeks away is waited for, and the end of the stream does not wait for it', async t => {
  const time = new VirtualTime(t);
  time.intervalMsMin = 60_000;
  const done: string[] = [];
  const play = playFaults([fault(30 * 86_400, 'restart')], fakeConnector(done), time);
  await time.pass(29 * 86_400_000);
  assert.deepEqual(done, []);
  assert.equal((await play.finish())[0]!.atMs, null);
  assert.equal(time.overlong, 0);
  assert.equal(time.pending, 0);
});

test('a connector that does not come back is told', async t => {
  const time = new VirtualTime(t);
  const play = playFaults([fault(0, 'kill')], fakeConnector([], true), time);
  await time.pass(2_000);
  assert.deepEqual(await play.finish(), [{ action: 'kill', plannedMs: 0, atMs: 0, downMs: null, error: 'it is gone' }]);
});
