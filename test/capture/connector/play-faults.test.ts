import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { playFaults } from '../../../src/capture/connector/play-faults.ts';
import type { ConnectorFault } from '../../../src/scenario/connector/connector-start.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

const fault = (seconds: number, action: 'restart' | 'kill') => ({ atUs: seconds * 1e6, action });

const counted = (arrivals: number) => ({ arrivals, action: 'kill' as const });

/** What a time that was asked for leaves out. */
const timed = { plannedArrivals: null };

/** A connector that needs two seconds to be ready again, or never is. */
function fakeConnector(done: string[], fails = false) {
  const act = (name: string) => async (): Promise<void> => {
    done.push(name);
    await new Promise(resolve => setTimeout(resolve, 2_000));
    if (fails) throw new Error('it is gone');
  };
  return { restart: act('restart'), kill: act('kill') };
}

/** Faults that are played on a clock of the test's own; the stream has not begun. */
function playing(t: TestContext, faults: readonly ConnectorFault[], { arrived = (): number => 0, fails = false } = {}) {
  const time = new VirtualTime(t);
  const done: string[] = [];
  const play = playFaults(faults, { connector: fakeConnector(done, fails), arrived, clock: time });
  return { time, done, play };
}

test('faults begin at their times, and one after the other', async t => {
  const { time, done, play } = playing(t, [fault(30, 'restart'), fault(31, 'kill')]);
  play.streamBegins();
  await time.pass(29_999);
  assert.deepEqual(done, []);
  await time.pass(1);
  assert.deepEqual(done, ['restart']);
  await time.pass(1_999);
  assert.deepEqual(done, ['restart'], 'the second waits for the first');
  await time.pass(5_000);
  assert.deepEqual(done, ['restart', 'kill']);
  assert.deepEqual(await play.finish(), [
    { action: 'restart', plannedMs: 30_000, atMs: 30_000, downMs: 2_000, error: null, ...timed },
    { action: 'kill', plannedMs: 31_000, atMs: 32_000, downMs: 2_000, error: null, ...timed },
  ]);
  assert.equal(time.pending, 0);
});

test('a stream that ends early plays no further fault, but waits for the one that has begun', async t => {
  const { time, done, play } = playing(t, [fault(1, 'kill'), fault(60, 'kill')]);
  play.streamBegins();
  await time.pass(1_500);
  const finished = play.finish();
  await time.pass(1_500);
  assert.deepEqual(await finished, [
    { action: 'kill', plannedMs: 1_000, atMs: 1_000, downMs: 2_000, error: null, ...timed },
    { action: 'kill', plannedMs: 60_000, atMs: null, downMs: null, error: null, ...timed },
  ]);
  assert.deepEqual(done, ['kill']);
  assert.equal(time.pending, 0);
});

test('a fault that is weeks away is waited for, and the end of the stream does not wait for it', async t => {
  const { time, done, play } = playing(t, [fault(30 * 86_400, 'restart')]);
  time.intervalMsMin = 60_000;
  play.streamBegins();
  await time.pass(29 * 86_400_000);
  assert.deepEqual(done, []);
  assert.equal((await play.finish())[0]!.atMs, null);
  assert.equal(time.overlong, 0);
  assert.equal(time.pending, 0);
});

test('a connector that does not come back is told', async t => {
  const { time, play } = playing(t, [fault(0, 'kill')], { fails: true });
  play.streamBegins();
  await time.pass(2_000);
  assert.deepEqual(await play.finish(), [
    { action: 'kill', plannedMs: 0, atMs: 0, downMs: null, error: 'it is gone', ...timed },
  ]);
});

test('times count from where the stream begins, and those left when it ends are not played', async t => {
  const { time, done, play } = playing(t, [fault(1, 'kill'), fault(60, 'kill')]);
  await time.pass(5_000);
  assert.deepEqual(done, [], 'the stream has not begun');
  play.streamBegins();
  await time.pass(1_500);
  assert.deepEqual(done, ['kill']);
  const ended = play.streamEnds();
  await time.pass(2_000);
  await ended;
  assert.equal(time.pending, 0);
  const [first, second] = await play.finish();
  assert.deepEqual([first!.atMs, second!.atMs], [1_000, null]);
});

test('arrivals count from the opening and then from where the fault before was over, past the end of the stream', async t => {
  let arrived = 100;
  const { time, done, play } = playing(t, [counted(50), counted(50), counted(50)], { arrived: () => arrived });
  arrived = 149;
  await time.pass(1_000);
  assert.deepEqual(done, []);
  arrived = 150;
  await time.pass(20);
  assert.deepEqual(done, ['kill'], 'before the stream begins');
  arrived = 230;
  await time.pass(3_000);
  play.streamBegins();
  await time.pass(1_000);
  assert.deepEqual(done, ['kill'], 'what came until it was ready again does not count');
  await play.streamEnds();
  arrived = 280;
  await time.pass(2_100);
  assert.deepEqual(done, ['kill', 'kill'], 'the drain goes on');
  const [first, second, third] = await play.finish();
  assert.ok(first!.atMs! < 0);
  assert.deepEqual([first!.plannedMs, first!.plannedArrivals, first!.downMs], [null, 50, 2_000]);
  assert.ok(second!.atMs! > 0);
  assert.deepEqual(third, {
    action: 'kill',
    plannedMs: null,
    plannedArrivals: 50,
    atMs: null,
    downMs: null,
    error: null,
  });
  assert.equal(time.pending, 0);
});
