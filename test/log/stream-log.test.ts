import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Outcome } from '../../src/execute/operation-sender.ts';
import { inOrder } from '../../src/execute/stream-observer.ts';
import { parseLevels } from '../../src/log/levels.ts';
import { openLogs } from '../../src/log/open-logs.ts';
import { streamLog } from '../../src/log/stream-log.ts';
import type { Model } from '../../src/model/model.ts';
import { StreamMetrics } from '../../src/observe/stream-metrics.ts';
import type { Operation } from '../../src/plan/operation.ts';
import { committed, rejected } from '../helpers/fake-sender.ts';
import { beginStream } from '../helpers/fake-stream.ts';
import { ledger } from '../helpers/ledger.ts';
import { change, children, operation, parents } from '../helpers/operations.ts';
import { scenario, temporaryFolder } from '../helpers/scenarios.ts';
import { readLog, type LogLine } from './read-log.ts';

const unknown: Outcome = { kind: 'unknown', reason: 'the socket was closed' };
const hourMs = 3_600_000;

/** The ledger: table 0 is accounts, 1 entries; event 0 is open, 1 book. */
async function model(): Promise<Model> {
  return (await scenario({}, ledger())).model.model;
}

/** Plays operations on one connection and returns the lines that the stream log wrote. */
async function play(
  t: TestContext,
  levels: string,
  operations: readonly Operation[],
  answer: (operation: Operation, attempt: number) => Outcome = () => committed,
): Promise<LogLine[]> {
  const folder = temporaryFolder();
  const logs = await openLogs(folder, parseLevels(levels), problem => assert.fail(problem));
  const known = await model();
  const metrics = new StreamMetrics(known, new Set(), 0);
  const log = streamLog(logs.stream, known, metrics.rows);
  const answering = (sent: Operation, attempt: number): { afterMs: number; outcome: Outcome } => {
    return { afterMs: 2, outcome: answer(sent, attempt) };
  };
  const observer = inOrder([metrics, ...log.observers]);
  const stream = beginStream(t, { lanes: [operations], answering, observer, pipeline: 1 });
  await stream.time.pass((operations.at(-1)?.dueUs ?? 0) / 1_000 + 1_000_000);
  assert.notEqual(stream.result(), undefined, 'the stream is over');
  log.finish();
  return readLog(folder);
}

const many = (count: number, everyMs: number): Operation[] =>
  Array.from({ length: count }, (_, number) => operation({ number, dueUs: number * everyMs * 1_000 }));

/** What says something of the operation, not of the process. */
function fieldsOf({ time: _time, pid: _pid, level: _level, module: _module, ...fields }: LogLine): object {
  return fields;
}

test('at debug each operation is a line: where, what, how many rows so far, how it ended, how long it took', async t => {
  const update = change({ kind: 'update', table: parents, row: 7 });
  const remove = change({ kind: 'delete', table: children, row: 8 });
  const composite = { ...change({ kind: 'insert', table: children, row: 9 }), key: ['4', '5'] };
  const lines = await play(
    t,
    'stream=debug',
    [
      operation({ number: 0 }),
      operation({ number: 1, event: 1, dueUs: 10_000, changes: [update] }),
      operation({ number: 2, dueUs: 20_000, changes: [remove] }),
      operation({ number: 3, dueUs: 30_000, changes: [composite] }),
    ],
    ({ number }) => (number === 2 ? rejected('23503') : committed),
  );
  const ofOperations = lines.filter(({ level }) => level === 'debug');
  const common = { lane: 0, msg: 'operation', outcome: 'committed', latencyMs: 2 };
  assert.deepEqual(ofOperations.map(fieldsOf), [
    {
      ...common,
      number: 0,
      event: 'open',
      kind: 'insert',
      table: 'entries',
      key: '1',
      inserts: 1,
      updates: 0,
      deletes: 0,
    },
    {
      ...common,
      number: 1,
      event: 'book',
      kind: 'update',
      table: 'accounts',
      key: '7',
      inserts: 1,
      updates: 1,
      deletes: 0,
    },
    { ...common, number: 2, event: 'open', kind: 'delete', table: 'entries', key: '8', inserts: 1, updates: 1, deletes: 0, outcome: 'rejected', sqlState: '23503' }, // prettier-ignore
    {
      ...common,
      number: 3,
      event: 'open',
      kind: 'insert',
      table: 'entries',
      key: ['4', '5'],
      inserts: 2,
      updates: 1,
      deletes: 0,
    },
  ]);
  assert.ok(lines.every(({ module }) => module === 'stream'));
});

test('a transaction of several statements names them all; what is sent again and what is skipped are lines too', async t => {
  const changes = [
    change({ kind: 'insert', table: parents, row: 1 }),
    change({ kind: 'update', table: children, row: 2 }),
  ];
  const both: Outcome = { kind: 'committed', rowCounts: [1, 1] };
  const lines = await play(
    t,
    'stream=debug',
    [operation({ number: 0, changes }), operation({ number: 1, dueUs: 50_000, event: undefined, changes: [] })],
    (_, attempt) => (attempt === 1 ? rejected('40001') : both),
  );
  assert.deepEqual(lines.map(({ msg, number }) => [msg, number]), [['sent again', 0], ['operation', 0], ['skipped', 1]]); // prettier-ignore
  const [, line, skip] = lines;
  const statements = [
    { kind: 'insert', table: 'accounts', key: '1' },
    { kind: 'update', table: 'entries', key: '2' },
  ];
  assert.deepEqual([line!['kind'], line!['table'], line!['key'], line!['statements']], ['insert', 'accounts', '1', statements]); // prettier-ignore
  assert.deepEqual([line!['inserts'], line!['updates']], [1, 1]);
  assert.deepEqual([skip!['event'], skip!['outcome']], [null, 'skipped']);
});

test('above debug no operation is a line, and nobody watches for them', async t => {
  const logs = await openLogs(temporaryFolder(), parseLevels('info,seed=warn,run=error'), () => undefined);
  const rows = { insert: 0, update: 0, delete: 0 };
  const observers = async (log: keyof typeof logs): Promise<number> =>
    streamLog(logs[log], await model(), rows).observers.length;
  assert.deepEqual([await observers('stream'), await observers('seed'), await observers('run')], [1, 1, 0]);
  assert.deepEqual(await play(t, 'info', many(50, 1)), []);
});

test('a rejection and an outcome that nobody knows are warnings; an expected rejection is none', async t => {
  const answers = [rejected('23505'), rejected('23514'), committed, unknown];
  const operations = many(4, 10).map(each => (each.number === 1 ? { ...each, expect: '23514' } : each));
  const lines = await play(t, 'info', operations, ({ number }) => answers[number]!);
  assert.deepEqual(lines.map(({ level }) => level), ['warn', 'warn']); // prettier-ignore
  assert.deepEqual(lines.map(fieldsOf), [
    { lane: 0, number: 0, event: 'open', sqlState: '23505', reason: 'no', msg: 'rejected' },
    { lane: 0, number: 3, event: 'open', reason: 'the socket was closed', msg: 'outcome unknown' },
  ]);
});

test('of many rejections twenty of each SQLSTATE are lines, and how many were left out is the last one', async t => {
  const lines = await play(t, 'info', many(1_000, 1), ({ number }) => rejected(number % 10 === 0 ? '23503' : '23505'));
  const states = lines.slice(0, -1).map(line => line['sqlState']);
  assert.equal(states.filter(state => state === '23505').length, 20);
  assert.equal(states.filter(state => state === '23503').length, 20);
  assert.equal(lines.length, 41);
  assert.deepEqual(fieldsOf(lines.at(-1)!), {
    msg: 'more of the same were left out',
    leftOut: { 23503: 80, 23505: 880 },
  });
});

test('a week of nothing but rejections: each hour has its twenty lines and says what it left out, no more', async t => {
  const hours = 7 * 24;
  const perHour = 40;
  const lines = await play(t, 'info', many(hours * perHour, hourMs / perHour), () => rejected('23505'));
  const said = lines.filter(({ msg }) => msg === 'rejected').length;
  const leftOut = lines.flatMap(line => Object.values((line['leftOut'] ?? {}) as Record<string, number>));
  assert.equal(said + leftOut.reduce((a, b) => a + b, 0), hours * perHour);
  assert.ok(lines.length <= (hours + 1) * 21, `${lines.length} lines`);
  assert.ok(leftOut.length >= hours - 1, 'said hour by hour, not at the end alone');
});
