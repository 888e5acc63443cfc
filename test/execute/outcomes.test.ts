import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import type { Change } from '../../src/plan/operation.ts';
import { planOperations } from '../../src/plan/plan.ts';
import type { Workload } from '../../src/plan/workload.ts';
import { buildReport } from '../../src/report/build-report.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger, ledgerEvents } from '../helpers/ledger.ts';
import { liveRun } from '../helpers/live-run.ts';
import { assertPassed, runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';
import { numberOf, simulate, type Simulated } from '../helpers/simulate.ts';

const server = fileServer({ deadlock_timeout: '200ms' });
const streamPhase = { operations: 400, interval: '0ms', lanes: 4, connections: 2, pipeline: 8 };

/** An account, an entry of it and an update of both, in one transaction. */
const order = {
  weight: 3,
  steps: [
    { insert: 'accounts' },
    { insert: 'entries', with: { account_id: { stepRow: 1 } } },
    { update: 'accounts', row: 1, redraw: ['balance'] },
  ],
};
const events = { ...ledgerEvents, order };

/** Every streamed entry of 700 and more is too large: some of the inserts, some of the updates. */
const isTooLarge = 'NEW.amount >= 700 AND NEW.id > 40';
const check = 'ALTER TABLE entries ADD CHECK (id <= 40 OR amount < 700);';
const function_ = `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN IF ${isTooLarge} THEN RAISE EXCEPTION 'too large' USING ERRCODE = '23514'; END IF; RETURN NEW; END $$;`;
const rules = {
  'a CHECK': check,
  'a trigger': `${function_} CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION refuse();`,
  // Told at COMMIT; of a single statement after it said that it was complete.
  'a deferred constraint': `${function_} CREATE CONSTRAINT TRIGGER refuse AFTER INSERT OR UPDATE ON entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse();`,
};
const rejectsTooLarge =
  (workload: Workload) =>
  (change: Change): string | undefined =>
    change.step.table === 1 && change.rowNumber > 40 && numberOf(workload, change, 'amount') >= 700
      ? '23514'
      : undefined;

for (const [name, ddl] of Object.entries(rules)) {
  test(`${name} that rejects some operations: told apart, without consequences for others, and the state follows`, async () => {
    const loaded = await scenario({ streamPhase }, ledger({ events, ddl }));
    const { report, exitCode } = await runOn(await server.newDatabase(), loaded);
    const workload = makeWorkload(loaded.scenario, loaded.model);
    const simulated = simulate(workload, rejectsTooLarge(workload), { isDeferred: name.includes('deferred') });
    assert.ok(simulated.bySqlState['23514']! > 20 && simulated.noEffectByConsequence > 0, 'the plan shows nothing');
    assert.deepEqual(numbersOf(report), simulated);
    assert.equal(report.streamPhase.operations.noEffect, 0);
    assert.equal(report.state.matches, true);
    assert.deepEqual([report.verdict, exitCode], ['failed', 1]);
    assert.match(report.reasons[0]!, /^\d+ operations rejected by the server \(.*23514: \d+/);
    assert.match(report.errors[0]!, /^operation \d+ \(\w+\): 23514 /);
    assert.equal(report.executed.digest, report.plan.digest, 'what was rejected was sent all the same');
  });
}

function numbersOf({ streamPhase: { operations, bySqlState } }: Report): Simulated {
  const { sent, committed, rejected, rejectedAsExpected, noEffectByConsequence } = operations;
  return { operations: sent, committed, rejected, rejectedAsExpected, bySqlState, noEffectByConsequence };
}

test('children of a rejected parent are rejected, and what would change them has no effect', async () => {
  const ddl = 'ALTER TABLE accounts ADD CHECK (id <= 20 OR balance < 300);';
  const loaded = await scenario({ streamPhase }, ledger({ events, ddl }));
  const { report } = await runOn(await server.newDatabase(), loaded);
  const workload = makeWorkload(loaded.scenario, loaded.model);
  const simulated = simulate(workload, change =>
    change.step.table === 0 && change.rowNumber > 20 && numberOf(workload, change, 'balance') >= 300
      ? '23514'
      : undefined,
  );
  assert.ok(simulated.bySqlState['23503']! > 5 && simulated.noEffectByConsequence > 5, 'the plan shows nothing');
  assert.deepEqual([numbersOf(report), report.state.matches], [simulated, true]);
});

const refused = {
  weight: 2,
  insert: 'entries',
  with: { amount: { int: { from: 5_000, to: 6_000 } } },
  expect: '23514',
};

test('a rejection that the event expects is none', async () => {
  const ddl = 'ALTER TABLE entries ADD CHECK (amount <= 1000);';
  const loaded = await scenario({ streamPhase }, ledger({ events: { ...events, refused }, ddl }));
  const result = await runOn(await server.newDatabase(), loaded);
  assertPassed(result);
  const workload = makeWorkload(loaded.scenario, loaded.model);
  const simulated = simulate(workload, change => (numberOf(workload, change, 'amount') >= 5_000 ? '23514' : undefined));
  assert.ok(simulated.rejectedAsExpected > 20);
  assert.deepEqual(numbersOf(result.report), simulated);
});

test('an operation that the server takes although a rejection is expected fails the run', async () => {
  // Rows of such events never enter the plan, so here they take the numbers that later ones want.
  const only = { rename: ledgerEvents.rename, refused };
  const loaded = await scenario({ streamPhase: { ...streamPhase, operations: 8 } }, ledger({ events: only }));
  const { report, exitCode } = await runOn(await server.newDatabase(), loaded);
  assert.deepEqual([report.verdict, exitCode], ['failed', 1]);
  assert.match(report.reasons.join('\n'), /operation \d+ \(refused\) was committed, although 23514 is expected/);
  assert.equal(report.state.matches, false);
});

test('another rejection than the expected one is a rejection', async () => {
  const ddl =
    'CREATE DOMAIN small AS integer CHECK (VALUE < 5000); ALTER TABLE entries ALTER amount TYPE small; ALTER TABLE entries ADD CHECK (amount < 2000)';
  const wrong = { ...refused, expect: '23505' };
  const loaded = await scenario({ streamPhase }, ledger({ events: { ...events, refused: wrong }, ddl }));
  const { report, exitCode } = await runOn(await server.newDatabase(), loaded);
  const { rejected, rejectedAsExpected } = report.streamPhase.operations;
  assert.deepEqual([report.verdict, exitCode, rejectedAsExpected], ['failed', 1, 0]);
  assert.deepEqual(report.streamPhase.bySqlState, { 23_514: rejected });
  assert.ok(rejected > 20);
});

test('a row that another session deleted: no effect, and the state differs', async () => {
  const loaded = await scenario(
    { streamPhase },
    ledger({ events: { open: ledgerEvents.open, correct: ledgerEvents.correct } }),
  );
  const url = await server.newDatabase();
  const record = await liveRun(url, loaded, {
    beforeStream: () => server.ask(url, 'DELETE FROM entries WHERE id IN (3, 7, 8)'),
  });
  const report = buildReport(record, 0, process.version);
  const hits = [...planOperations(record.workload)].filter(({ changes }) =>
    changes.some(({ step, rowNumber }) => step.table === 1 && [3, 7, 8].includes(rowNumber)),
  );
  const { noEffect, noEffectByConsequence, committed } = report.streamPhase.operations;
  assert.ok(hits.length > 3, 'the plan shows nothing');
  assert.deepEqual([noEffect, noEffectByConsequence, committed], [hits.length, 0, 400]);
  assert.equal(report.verdict, 'failed');
  assert.match(
    report.reasons.join('\n'),
    new RegExp(`${noEffect} statements touched another number of rows than planned`),
  );
  assert.match(report.errors[0]!, /^operation \d+: update of entries row \d+ touched 0 rows$/);
  assert.deepEqual(
    report.state.tables['entries']!.firstDifferences.map(({ kind, row }) => [kind, row]),
    [
      ['missing', 3],
      ['missing', 7],
      ['missing', 8],
    ],
  );
});

for (const sqlState of ['40001', '40P01', '55P03']) {
  test(`${sqlState} is retried until it works`, async () => {
    // A sequence is not rolled back, so each fifth attempt fails and the next one works.
    const ddl = `CREATE SEQUENCE attempts;
      CREATE FUNCTION sometimes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF nextval('attempts') % 5 = 0 THEN RAISE EXCEPTION 'again' USING ERRCODE = '${sqlState}'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER sometimes BEFORE UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION sometimes();
      CREATE TRIGGER sometimes BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION sometimes();`;
    const loaded = await scenario({ streamPhase }, ledger({ events, ddl }));
    const result = await runOn(await server.newDatabase(), loaded);
    assertPassed(result);
    assert.ok(result.report.streamPhase.operations.retried > 20);
  });
}

test('a deadlock with another session is retried', async () => {
  const transfer = {
    weight: 1,
    steps: [
      { update: 'entries', redraw: ['amount'] },
      { update: 'accounts', redraw: ['balance'] },
    ],
  };
  // Between its two statements the first attempt waits until the other session waits for it.
  const ddl = `CREATE SEQUENCE attempts;
    CREATE FUNCTION await_rival() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('attempts') = 1 THEN
        WHILE NOT EXISTS (SELECT FROM pg_locks WHERE NOT granted) LOOP PERFORM pg_sleep(0.01); END LOOP;
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER await_rival AFTER UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION await_rival();`;
  const one = { operations: 1, interval: '0ms', lanes: 1 };
  const loaded = await scenario({ streamPhase: one }, ledger({ events: { transfer }, ddl }));
  const [operation] = planOperations(makeWorkload(loaded.scenario, loaded.model));
  const [entry, account] = operation!.changes.map(({ rowNumber }) => rowNumber);
  const url = await server.newDatabase();
  let rival: Promise<unknown> | undefined;
  const record = await liveRun(url, loaded, {
    beforeStream: async () => {
      const other = await server.session(url);
      // The stream's session is to find the deadlock, not this one.
      await other.query("SET deadlock_timeout = '600s'; BEGIN");
      await other.query(`UPDATE accounts SET balance = balance WHERE id = ${account}`);
      rival = (async () => {
        const isAwaited =
          "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()";
        while ((await server.ask(url, isAwaited)).length === 0);
        await other.query(`UPDATE entries SET amount = amount WHERE id = ${entry}`);
        await other.query('ROLLBACK');
      })();
    },
  });
  await rival;
  const { committed, retries, rejected } = record.metrics.counts;
  assert.deepEqual({ committed, rejected }, { committed: 1, rejected: 0 });
  // Whether the second attempt meets the rival once more is a race for the entry's lock.
  assert.ok(retries >= 1, `${retries} retries`);
  assert.ok('matches' in record.state && record.state.matches);
});
