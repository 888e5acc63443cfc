import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { Backlog } from '../../../src/capture/slot/backlog.ts';
import type { JudgingTime } from '../../../src/capture/slot/judging-time.ts';

/** Time that is there or not, as the test says; counts in how many pieces it was used. */
class SwitchedTime implements JudgingTime {
  has = false;
  pieces = 0;
  private isUsed = false;

  isLeft(): boolean {
    return this.has;
  }

  begin(): void {
    assert.equal(this.isUsed, false);
    this.isUsed = true;
    this.pieces += 1;
  }

  end(): void {
    this.isUsed = false;
  }
}

function add(backlog: Backlog, text: string): void {
  const bytes = Buffer.from(text);
  backlog.take(bytes, 0, bytes.length, 1, 2);
}

interface Opened {
  readonly backlog: Backlog;
  readonly time: SwitchedTime;
  readonly seen: string[];
  readonly failures: unknown[];
  /** Whether the backlog was full, each time that it told. */
  readonly full: boolean[];
}

function open(onJudged: (text: string) => void = () => undefined, most?: number): Opened {
  const time = new SwitchedTime();
  const [seen, failures, full]: [string[], unknown[], boolean[]] = [[], [], []];
  const judge = (bytes: Buffer, begin: number, end: number): void => {
    const text = bytes.toString('utf8', begin, end);
    onJudged(text);
    seen.push(text);
  };
  return {
    time,
    seen,
    failures,
    full,
    backlog: new Backlog({
      time,
      judge,
      onFull: isFull => void full.push(isFull),
      onUnwritable: error => assert.fail(error as Error),
      onFailed: error => void failures.push(error),
      ...(most !== undefined && { most }),
    }),
  };
}

test('with time left a message is judged at once, and what is to follow it follows', () => {
  const { backlog, time, seen } = open();
  time.has = true;
  add(backlog, 'a');
  backlog.afterwards(() => seen.push('then'));
  add(backlog, 'b');
  assert.deepEqual([seen, backlog.waiting], [['a', 'then', 'b'], 0]);
});

test('without time messages wait, and keep their order among what follows them', async () => {
  const { backlog, time, seen } = open();
  backlog.afterwards(() => seen.push('first'));
  for (let count = 0; count < 150; count++) add(backlog, `a${count}`);
  backlog.afterwards(() => seen.push('between'));
  backlog.afterwards(() => seen.push('and again'));
  add(backlog, 'b');
  backlog.afterwards(() => seen.push('last'));
  await pause(50);
  assert.deepEqual([seen, backlog.waiting, time.pieces], [['first'], 151, 0]);
  time.has = true;
  // Comes while others wait: it must not pass them, though there is time.
  add(backlog, 'c');
  while (backlog.waiting > 0) await turn();
  const expected = ['first', ...Array.from({ length: 150 }, (_, at) => `a${at}`), 'between', 'and again', 'b', 'last'];
  assert.deepEqual(seen, [...expected, 'c']);
  assert.ok(time.pieces > 2, 'others had their turn in between');
});

test('what judging throws later is told once, and nothing more is judged', async () => {
  const fault = new Error('cannot go on');
  const { backlog, time, seen, failures } = open(text => {
    if (text === 'b') throw fault;
  });
  for (const text of ['a', 'b', 'c']) add(backlog, text);
  backlog.afterwards(() => seen.push('then'));
  time.has = true;
  while (failures.length === 0) await turn();
  await pause(50);
  assert.deepEqual([seen, failures, backlog.waiting], [['a'], [fault], 0]);
});

test('more than may wait is judged without time, until it is little enough', async () => {
  const { backlog, seen, full } = open(undefined, 50_000);
  for (let count = 0; count < 1_000; count++) add(backlog, 'x'.repeat(80));
  assert.deepEqual(full, [true]);
  while (seen.length < 500) await turn();
  await pause(50);
  assert.deepEqual(full, [true, false]);
  assert.ok(backlog.waiting > 400 && backlog.waiting <= 500, `${backlog.waiting} wait`);
  assert.equal(seen.length + backlog.waiting, 1_000);
  backlog.close();
});

test('what is forgotten is never judged', async () => {
  const { backlog, time, seen } = open();
  add(backlog, 'a');
  backlog.close();
  time.has = true;
  await pause(50);
  assert.deepEqual([seen, backlog.waiting], [[], 0]);
});
