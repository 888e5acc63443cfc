import assert from 'node:assert/strict';
import { test } from 'node:test';
import { streamPhase, type StreamResult } from '../../src/execute/stream-phase.ts';
import { makeLanes } from '../../src/plan/plan.ts';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { reportFaults } from '../../src/report/parse-report.ts';
import { beginRecord } from '../../src/report/run-record.ts';
import { FakeSender, committed, rejected } from '../helpers/fake-sender.ts';
import { inOrder } from '../../src/execute/stream-observer.ts';
import { scenario } from '../helpers/scenarios.ts';
import { VirtualTime } from '../helpers/virtual-time.ts';

const weekMs = 7 * 86_400_000;
const everyMs = 5_000;

test('a week without end leaves a report of bounded size, in which nothing is lost', async t => {
  const loaded = await scenario({ streamPhase: { duration: 'until-stopped', interval: '5s', jitter: '1s' } });
  const workload = makeWorkload(loaded.scenario, loaded.model);
  const record = beginRecord(loaded, workload, 0);
  const time = new VirtualTime(t);
  time.intervalMsMin = 600_000;
  const stopping = new AbortController();
  const isRejected = (number: number): boolean => number % 100 === 99;
  const sender = new FakeSender(time, ({ number }) => ({
    afterMs: 2,
    outcome: isRejected(number) ? rejected('23514') : committed,
  }));
  let ended: StreamResult | undefined;
  const running = streamPhase({
    lanes: makeLanes(workload),
    senders: [sender],
    loop: { pipeline: 8, closedLoop: false, originUs: 0, lateUs: 50_000, operationTimeoutUs: 60_000_000 },
    durationUs: undefined,
    graceUs: 30_000_000,
    operationsPerLane: undefined,
    clock: time,
    observer: inOrder([record.executed, record.metrics]),
    stopping: stopping.signal,
  }).then(result => (ended = result));
  await time.pass(weekMs);
  assert.equal(ended, undefined, 'it goes on until it is stopped');
  stopping.abort('SIGTERM');
  await time.pass(10);
  record.stream = await running;
  record.endedAsAsked = true;
  const report = buildReport(record, weekMs, process.version);

  const { operations, series } = report.streamPhase;
  const total = weekMs / everyMs;
  assert.ok(Math.abs(operations.sent - total) <= 1, `${operations.sent} of ${total} operations`);
  assert.equal(operations.rejected, Math.floor(operations.sent / 100));
  assert.ok(series.length > 300 && series.length <= 600, `${series.length} slices`);
  const inSeries = series.reduce((sum, slice) => sum + slice.committed + slice.rejected, 0);
  assert.equal(inSeries, operations.committed + operations.rejected);
  assert.ok(report.errors.length <= 20, `${report.errors.length} errors are told`);
  assert.deepEqual(await reportFaults(structuredClone(report)), []);
  const [json, html] = [JSON.stringify(report).length, renderHtml(report).length];
  assert.ok(json < 400_000 && html < 500_000, `${json} and ${html} characters`);
});
