import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../../src/execute/operation-sender.ts';
import type { StreamResult } from '../../src/execute/stream-phase.ts';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import type { Operation } from '../../src/plan/operation.ts';
import { Oracle } from '../../src/plan/oracle.ts';
import { planOperations } from '../../src/plan/plan.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { reportFaults } from '../../src/report/parse-report.ts';
import type { CheckResult, Report, StateDifference } from '../../src/report/report.generated.ts';
import { beginRecord, type CaptureOutcome, type RunRecord } from '../../src/report/run-record.ts';
import { exitCodeOf } from '../../src/report/verdict.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';

const smoke = fileURLToPath(new URL('../../scenarios/smoke.yaml', import.meta.url));
const operations = 150;

/** What a run of the smoke scenario goes through; left out: everything works. */
interface Course {
  readonly thresholds?: readonly string[];
  readonly ending?: StreamResult['ending'];
  /** Operations that are taken from the plan at all. */
  readonly taken?: number;
  readonly outcome?: (operation: Operation) => Outcome;
  /** Last word on the record. */
  readonly finish?: (record: RunRecord) => void;
}

const committed = ({ changes }: Operation): Outcome => ({ kind: 'committed', rowCounts: changes.map(() => 1) });
const lastOne = (instead: (operation: Operation) => Outcome) => (operation: Operation) =>
  operation.number === operations - 1 ? instead(operation) : committed(operation);
const rejected = (): Outcome => ({ kind: 'rejected', sqlState: '23505', message: 'duplicate key' });
const unknown = (): Outcome => ({ kind: 'unknown', reason: 'gone' });

const check = (passed: boolean): CheckResult => ({
  name: 'no orphans',
  origin: 'model',
  on: 'source',
  sql: 'SELECT 1',
  expected: 'no rows',
  passed,
  actual: passed ? 'no rows' : '2 rows',
  error: null,
  rows: [],
});

async function recordOf(course: Course): Promise<RunRecord> {
  const { thresholds = [], ending = 'planDone', taken = operations, outcome = committed, finish } = course;
  const overrides = [{ path: ['thresholds'], value: thresholds, source: '--set thresholds' }];
  const loaded = await loadScenario(smoke, { environment: {}, overrides, allowLong: false });
  const record = beginRecord({ ...loaded, label: 'a test' }, makeWorkload(loaded.scenario, loaded.model), 0);
  const operationsPerLane = Array<number>(loaded.scenario.streamPhase.lanes).fill(0);
  for (const operation of planOperations(record.workload, taken)) {
    const answer = outcome(operation);
    const times = { dueUs: operation.dueUs, sentUs: operation.dueUs, answeredUs: operation.dueUs + 1_000 };
    operationsPerLane[operation.lane]! += 1;
    for (const observer of [record.executed, record.metrics]) {
      observer.sent(operation, 'onTime');
      observer.answered(operation, answer, times);
    }
  }
  record.stream = { durationUs: 3e6, operationsPerLane, ending, lossReason: undefined };
  const oracle = new Oracle(record.workload, { operationsPerLane, notCommitted: record.executed.notCommitted });
  record.oracleDigest = oracle.digest;
  const table = { seeded: 1, rows: 1, expectedRows: 1, matches: true, differences: 0, firstDifferences: [] };
  const digest = 'a'.repeat(64);
  record.state =
    record.executed.unknown.size > 0
      ? { notRun: '1 operations of unknown outcome' }
      : { matches: true, digest, expectedDigest: digest, tables: { pacientes: table } };
  record.checks = [check(true)];
  finish?.(record);
  return record;
}

function differ(record: RunRecord): void {
  const firstDifferences: StateDifference[] = [
    { kind: 'value', row: 7, key: '7', column: 'nome', expected: 'Ana', actual: null },
  ];
  const table = { seeded: 1, rows: 1, expectedRows: 1, matches: false, differences: 1, firstDifferences };
  const [digest, expectedDigest] = ['b'.repeat(64), 'c'.repeat(64)];
  record.state = { matches: false, digest, expectedDigest, tables: { pacientes: table } };
}

/** A replica that did not come to hold every row. */
const replica = (changes: object) => (record: RunRecord) => {
  const firstDifferences: StateDifference[] = [
    { kind: 'missing', row: 7, key: '7', column: null, expected: 'a row', actual: 'no row' },
  ];
  const table = { seeded: 1, rows: 0, expectedRows: 1, matches: false, differences: 1, firstDifferences };
  const common = { kind: 'table', connector: null, voidReason: null, convergedMs: null, convergedUncertaintyMs: null };
  const outcome = { ...common, status: 'findings', looks: 3, tables: { pacientes: table }, ...changes };
  record.captures = { copy: outcome as unknown as CaptureOutcome };
};

const interrupt = (signal: string) => (record: RunRecord) => void (record.interruption = signal);
const lose = (record: RunRecord): void => void record.losses.push('the connection was lost: gone');

interface Expected {
  readonly course: Course;
  readonly verdict: Report['verdict'];
  readonly exit: number;
  readonly reasons: readonly string[];
}

const cases: Readonly<Record<string, Expected>> = {
  'nothing wrong': {
    course: { thresholds: ['streamPhase.operations.committed == 150', 'streamPhase.latencyMs.p99 < 5'] },
    verdict: 'passed',
    exit: 0,
    reasons: [],
  },
  'one operation rejected': {
    course: { outcome: lastOne(rejected) },
    verdict: 'failed',
    exit: 1,
    reasons: ['1 operation rejected by the server (23505: 1)'],
  },
  'a connector of another version than the scenario says': {
    course: { finish: record => void (record.versionProblems = ['captures.dbz: connector.version is 2.7']) },
    verdict: 'failed',
    exit: 1,
    reasons: ['captures.dbz: connector.version is 2.7'],
  },
  'a statement without effect': {
    course: {
      outcome: lastOne(({ changes }) => ({ kind: 'committed', rowCounts: changes.map((_, at) => Math.min(at, 1)) })),
    },
    verdict: 'failed',
    exit: 1,
    reasons: ['1 statement touched another number of rows than planned'],
  },
  'a replica that differs': {
    course: { finish: replica({}) },
    verdict: 'failed',
    exit: 1,
    reasons: ['capture copy: pacientes differs in 1 place: pacientes 7: expected a row, found no row'],
  },
  'a replica that differs from a source that differs too': {
    course: {
      finish: record => {
        replica({})(record);
        differ(record);
      },
    },
    verdict: 'failed',
    exit: 1,
    reasons: [
      'capture copy: pacientes differs in 1 place: pacientes 7: expected a row, found no row (server or harness)',
      'final state of pacientes differs in 1 place: pacientes 7, nome: expected Ana, found NULL',
    ],
  },
  'a replica that was still changing': {
    course: { finish: replica({ status: 'notDrained' }) },
    verdict: 'incomplete',
    exit: 3,
    reasons: ['capture copy was still changing when the time was over: 1 difference was left'],
  },
  'a replica that nobody could read': {
    course: { finish: replica({ status: 'void', voidReason: 'gone', tables: {} }) },
    verdict: 'incomplete',
    exit: 3,
    reasons: ['capture copy is void: gone'],
  },
  'a replica of which nothing was expected': {
    course: { finish: replica({ status: 'clean', tables: {} }) },
    verdict: 'failed',
    exit: 1,
    reasons: ['capture copy expected no row at all: it proves nothing'],
  },
  'change counts of a replica are not measured': {
    course: { thresholds: ['captures.copy.missing == 0'], finish: replica({ status: 'clean' }) },
    verdict: 'failed',
    exit: 1,
    reasons: ['threshold failed: captures.copy.missing == 0 (not measured)'],
  },
  'the state differs': {
    course: { finish: differ },
    verdict: 'failed',
    exit: 1,
    reasons: ['final state of pacientes differs in 1 place: pacientes 7, nome: expected Ana, found NULL'],
  },
  'a check fails': {
    course: { finish: record => void (record.checks = [check(true), check(false)]) },
    verdict: 'failed',
    exit: 1,
    reasons: ['check failed: no orphans (2 rows)'],
  },
  'a check has no answer': {
    course: { finish: record => void (record.checks = [{ ...check(false), actual: null, error: 'no such table' }]) },
    verdict: 'failed',
    exit: 1,
    reasons: ['check failed: no orphans (no such table)'],
  },
  'a threshold is not met': {
    course: { thresholds: ['streamPhase.operations.committed > 150'] },
    verdict: 'failed',
    exit: 1,
    reasons: ['threshold failed: streamPhase.operations.committed > 150 (streamPhase.operations.committed is 150)'],
  },
  'a threshold was not measured': {
    course: { thresholds: ['state.why == "a"'] },
    verdict: 'failed',
    exit: 1,
    reasons: ['threshold failed: state.why == "a" (not measured)'],
  },
  'nothing was committed': {
    course: { outcome: rejected },
    verdict: 'failed',
    exit: 1,
    reasons: ['150 operations rejected by the server (23505: 150)', 'no operation was committed'],
  },
  'what was sent is not what was planned': {
    course: { finish: record => void (record.oracleDigest = 'f'.repeat(64)) },
    verdict: 'failed',
    exit: 1,
    reasons: ['what was sent is not what was planned (executed.digest): a defect of alimentador, please report it'],
  },
  'interrupted by SIGINT': {
    course: { ending: 'interrupted', taken: 40, finish: interrupt('SIGINT') },
    verdict: 'incomplete',
    exit: 130,
    reasons: ['interrupted by SIGINT'],
  },
  'interrupted by SIGTERM': {
    course: { ending: 'interrupted', taken: 40, finish: interrupt('SIGTERM') },
    verdict: 'incomplete',
    exit: 143,
    reasons: ['interrupted by SIGTERM'],
  },
  'failed and interrupted': {
    course: { ending: 'interrupted', outcome: lastOne(rejected), finish: interrupt('SIGINT') },
    verdict: 'failed',
    exit: 130,
    reasons: ['1 operation rejected by the server (23505: 1)', 'interrupted by SIGINT'],
  },
  'a connection lost': {
    course: { ending: 'connectionLost', taken: 40, finish: lose },
    verdict: 'incomplete',
    exit: 3,
    reasons: ['the connection was lost: gone'],
  },
  'a loss and something wrong': {
    course: { finish: record => [lose, differ].forEach(each => each(record)) },
    verdict: 'failed',
    exit: 3,
    reasons: [
      'final state of pacientes differs in 1 place: pacientes 7, nome: expected Ana, found NULL',
      'the connection was lost: gone',
    ],
  },
  'a loss and an interruption': {
    course: {
      ending: 'connectionLost',
      taken: 40,
      finish: record => [lose, interrupt('SIGTERM')].forEach(f => f(record)),
    },
    verdict: 'incomplete',
    exit: 143,
    reasons: ['interrupted by SIGTERM', 'the connection was lost: gone'],
  },
  'an unknown outcome': {
    course: { outcome: lastOne(unknown) },
    verdict: 'incomplete',
    exit: 3,
    reasons: [
      '1 operation of unknown outcome: the connection was lost before the answer',
      'the final state was not compared: 1 operations of unknown outcome',
    ],
  },
  'work left when the time was over': {
    course: { ending: 'timeOver', taken: 148 },
    verdict: 'incomplete',
    exit: 3,
    reasons: ['2 operations became due and were not finished'],
  },
  'thresholds and an empty stream do not count in an incomplete run': {
    course: { ending: 'timeOver', taken: 0, thresholds: ['streamPhase.operations.committed == 150'] },
    verdict: 'incomplete',
    exit: 3,
    reasons: ['150 operations became due and were not finished'],
  },
  'ended before it began': {
    course: {
      finish: record => {
        record.stream = undefined;
        record.state = { notRun: 'the run ended before' };
        lose(record);
      },
    },
    verdict: 'incomplete',
    exit: 3,
    reasons: ['the connection was lost: gone', 'the final state was not compared: the run ended before'],
  },
};

for (const [name, { course, verdict, exit, reasons }] of Object.entries(cases)) {
  test(name, async () => {
    const record = await recordOf(course);
    const report = buildReport(record, 5_000, process.version);
    assert.deepEqual(await reportFaults(structuredClone(report)), []);
    assert.deepEqual({ verdict: report.verdict, reasons: report.reasons }, { verdict, reasons });
    assert.equal(exitCodeOf(report, record), exit);
  });
}

test('thresholds that fail in an incomplete run are told, though they do not count', async () => {
  const course: Course = { ending: 'interrupted', taken: 1, thresholds: ['streamPhase.operations.committed == 150'] };
  const report = buildReport(await recordOf({ ...course, finish: interrupt('SIGINT') }), 5_000, process.version);
  assert.equal(report.verdict, 'incomplete');
  assert.deepEqual(report.thresholds, [
    {
      expression: 'streamPhase.operations.committed == 150',
      actual: { 'streamPhase.operations.committed': 1 },
      passed: false,
      error: null,
    },
  ]);
});

test('a rejected insert takes later changes of its row with it: by consequence, and no further fault', async () => {
  const { workload } = await recordOf({ taken: 0 });
  const planned = [...planOperations(workload)];
  const touches = (insert: Operation) => (later: Operation) =>
    later.number > insert.number &&
    later.changes.some(({ step, rowNumber }) => {
      const [{ step: first, rowNumber: row }] = insert.changes as [Operation['changes'][number]];
      return step.table === first.table && rowNumber === row;
    });
  const insert = planned.find(each => each.changes[0]?.step.kind === 'insert' && planned.some(touches(each)))!;
  const outcome = (operation: Operation): Outcome => {
    if (operation.number === insert.number) return rejected();
    return touches(insert)(operation) ? { kind: 'committed', rowCounts: [0] } : committed(operation);
  };
  const report = buildReport(await recordOf({ outcome }), 5_000, process.version);
  assert.deepEqual(report.reasons, ['1 operation rejected by the server (23505: 1)']);
  assert.equal(report.streamPhase.operations.noEffectByConsequence, planned.filter(touches(insert)).length);
});

let untouched: RunRecord;
before(async () => {
  const loaded = await loadScenario(smoke, { environment: {}, overrides: [], allowLong: false });
  untouched = beginRecord({ ...loaded, label: undefined }, makeWorkload(loaded.scenario, loaded.model), 0);
});

test('of a run that has done nothing there is a valid report too', async () => {
  const report = buildReport(untouched, 0, process.version);
  assert.deepEqual(await reportFaults(structuredClone(report)), []);
  assert.equal(report.verdict, 'incomplete');
  assert.equal(report.streamPhase.operations.unfinished, operations);
  assert.deepEqual(report.executed.operationsPerLane, [0, 0, 0, 0]);
  assert.match(report.plan.digest ?? '', /^[0-9a-f]{64}$/);
});

test('numbers of the stream are those of its operations', async () => {
  const { streamPhase } = buildReport(await recordOf({ outcome: lastOne(rejected) }), 5_000, process.version);
  const { operations: counts, bySqlState, byEvent, achieved, asked } = streamPhase;
  assert.deepEqual([counts.planned, counts.sent, counts.committed, counts.rejected], [150, 150, 149, 1]);
  assert.deepEqual(bySqlState, { 23505: 1 });
  const sum = (key: 'planned' | 'committed' | 'rejected') =>
    Object.values(byEvent).reduce((a, each) => a + each[key], 0);
  assert.deepEqual([sum('planned'), sum('committed'), sum('rejected')], [150, 149, 1]);
  assert.deepEqual([asked, Math.round(achieved * 3)], [50, 149]);
});
