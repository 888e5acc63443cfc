import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createColour } from '../../../src/report/console/colour.ts';
import { createProgress, type Progress } from '../../../src/report/console/progress.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { tableCapture } from '../../helpers/captures.ts';
import { fileServer } from '../../helpers/file-server.ts';
import { replicated, subscribed } from '../subscription.ts';

const server = fileServer();
const other = fileServer();

/** Does something once the stream begins: the replica was found empty before. */
function whenStreaming(work: () => void): Progress {
  const colour = createColour({ stream: {}, flag: false, environment: {} });
  const quiet = createProgress({ stream: { write: () => true }, mode: 'quiet', colour, clock: systemClock });
  return { ...quiet, streamStarted: work };
}

test(
  'rows of an earlier run that are applied late are not taken for those of this one',
  { timeout: 120_000 },
  async () => {
    const { replicaUrl, name, run } = await subscribed(server, other);
    await other.ask(
      replicaUrl,
      `ALTER SUBSCRIPTION ${name} DISABLE;
     CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       IF EXISTS (SELECT FROM public.entries) THEN RAISE EXCEPTION 'not emptied'; END IF;
       RETURN NULL;
     END $$;
     CREATE TRIGGER stay BEFORE TRUNCATE ON entries EXECUTE FUNCTION stay();
     ALTER TABLE entries ENABLE ALWAYS TRIGGER stay`,
    );
    const yesterday = await run({ captures: [], checks: [] });
    assert.equal(yesterday.exitCode, 0, yesterday.report.reasons.join('\n'));
    let enabling: Promise<unknown> | undefined;
    const progress = whenStreaming(() => (enabling = other.ask(replicaUrl, `ALTER SUBSCRIPTION ${name} ENABLE`)));
    const { report, exitCode } = await run({ drain: { idle: '8s' } }, { progress });
    await enabling;
    const { status, rows, expectedRows, matches, looks } = tableCapture(report, 'replica');
    assert.deepEqual([status, rows, matches], ['void', expectedRows, true], report.reasons.join('\n'));
    assert.ok(looks > 1);
    assert.deepEqual([report.verdict, exitCode], ['incomplete', 3]);
    assert.match(report.reasons[0]!, /^capture replica is void: its rows are as predicted, but .* an earlier run$/);
    assert.deepEqual(report.warnings, ['no check was asked on replica: nothing can be said of its rows']);
  },
);

test(
  'a replica of a replica counts once its rows stay as they must be, with a warning',
  { timeout: 120_000 },
  async () => {
    const { replicaUrl, run } = await subscribed(server, other);
    const furtherUrl = await other.newDatabase();
    await other.ask(furtherUrl, replicated.ddl);
    // A server cannot make a slot of its own while it waits for the subscription to be made.
    await other.ask(replicaUrl, `SELECT pg_create_logical_replication_slot('further', 'pgoutput')`);
    await other.ask(
      furtherUrl,
      `CREATE SUBSCRIPTION further CONNECTION '${replicaUrl}' PUBLICATION ledger_pub
     WITH (slot_name = further, create_slot = false, copy_data = false)`,
    );
    const captures = [
      { name: 'replica', kind: 'table', url: replicaUrl },
      { name: 'further', kind: 'table', url: furtherUrl },
    ];
    const { report, exitCode } = await run({ captures, checks: [], drain: { quiet: '1s' } });
    assert.deepEqual([report.verdict, exitCode], ['passed', 0], report.reasons.join('\n'));
    assert.deepEqual(report.warnings, [
      "capture further: no subscription to the run's database shows when all is applied, so its rows count once they are as predicted for 1 s; an earlier run that is applied late would look the same",
    ]);
    const { status, rows, expectedRows, looks } = tableCapture(report, 'further');
    assert.deepEqual([status, rows], ['clean', expectedRows]);
    assert.ok(looks > 1);
  },
);
