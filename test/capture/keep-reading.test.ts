import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepReading, type KeptReading } from '../../src/capture/keep-reading.ts';
import type { RawMessage } from '../../src/capture/raw-message.ts';
import { CannotRun } from '../../src/shared/errors.ts';
import { hearMessages, type HeardMessages } from '../helpers/raw-messages.ts';

/** What a connection does in turn: tells a value, fails, or (at the end) waits until it is closed. */
type Script = readonly (string | Error)[];

interface Played {
  readonly kept: KeptReading;
  readonly opened: number[];
  readonly closed: number[];
}

const message = (value: string): RawMessage => ({
  topic: 'a',
  key: undefined,
  value: Buffer.from(value),
  headers: {},
  channel: undefined,
  position: value,
  receivedAtUs: 0,
});

function play(scripts: readonly (Script | Error)[], heard: HeardMessages, reconnectAfterMs = [1, 1]): Played {
  const opened: number[] = [];
  const closed: number[] = [];
  const left = scripts.map(script => (script instanceof Error ? script : [...script]));
  const enders = new Map<number, (error: Error) => void>();
  const kept = keepReading(
    0,
    {
      name: 'the broker',
      reconnectAfterMs,
      connect: async () => {
        const number = opened.push(opened.length + 1);
        const script = left[number];
        if (script === undefined || script instanceof Error) throw script ?? new Error('no script');
        return number;
      },
      readOn: async (number, tell) => {
        const step = (left[number] as (string | Error)[]).shift();
        if (step instanceof Error) throw step;
        if (step !== undefined) return tell(message(step));
        await new Promise((_, reject) => enders.set(number, reject));
      },
      close: async number => {
        closed.push(number);
        enders.get(number)?.(new Error('closed'));
      },
    },
    heard,
  );
  return { kept, opened, closed };
}

const values = (heard: HeardMessages): string[] => heard.messages.map(each => String(each.value));

test('a lost connection is closed and replaced, as often as messages come in between', async () => {
  const heard = hearMessages();
  const lost = new Error('reset');
  const { kept, opened, closed } = play([['a', lost], ['b', lost], lost, ['c', lost], ['d']], heard);
  await heard.count(4);
  assert.deepEqual(values(heard), ['a', 'b', 'c', 'd']);
  await kept.stop();
  assert.deepEqual([opened.length, closed, heard.lost], [4, [0, 1, 3, 4], []]);
});

test('it is given up when the attempts are used up in a row, with the latest reason', async () => {
  const heard = hearMessages();
  const { kept, closed } = play([['a', new Error('reset')], new Error('refused'), new Error('still refused')], heard);
  const error = await heard.ended();
  assert.ok(error instanceof CannotRun);
  assert.equal(error.message, 'the broker could not be read again: still refused');
  await kept.stop();
  assert.ok(closed.every(number => number === 0));
  assert.equal(heard.lost.length, 1);
});

test('connections that are lost before anything was read count as attempts', async () => {
  const heard = hearMessages();
  const lost = new Error('reset');
  play([[lost], [lost], [lost], ['never']], heard);
  assert.equal((await heard.ended()).message, 'the broker could not be read again: reset');
});

test('what cannot be mended ends it at once', async () => {
  const heard = hearMessages();
  const { opened } = play([['a', new CannotRun('deleted')]], heard);
  assert.equal((await heard.ended()).message, 'deleted');
  assert.deepEqual(opened, []);
});

test('what the consumer throws ends it', async () => {
  const heard = hearMessages(() => {
    throw new Error('no more');
  });
  const { opened } = play([['a', 'b']], heard);
  assert.equal((await heard.ended()).message, 'no more');
  assert.deepEqual(opened, []);
});

test('paused it reads nothing; stopped it tells nothing more, not even that it is lost', async () => {
  let played: Played | undefined;
  const heard = hearMessages(() => played!.kept.pause());
  played = play([['a', 'b', 'c']], heard);
  await heard.count(1);
  await new Promise(resolve => setImmediate(resolve));
  assert.deepEqual(values(heard), ['a']);
  played.kept.resume();
  await heard.count(2);
  await played.kept.stop();
  assert.deepEqual([values(heard), heard.lost], [['a', 'b'], []]);
});

test('it can be stopped while it waits to connect again', async () => {
  const heard = hearMessages();
  const { kept, opened } = play([[new Error('reset')], ['a']], heard, [600_000]);
  await new Promise(resolve => setImmediate(resolve));
  await kept.stop();
  assert.deepEqual([opened, heard.messages, heard.lost], [[], [], []]);
});
