import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Report } from '../../src/report/report.generated.ts';
import { cli, startCli, type Ended } from '../helpers/cli.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger } from '../helpers/ledger.ts';
import { scenarioFile, temporaryFolder } from '../helpers/scenarios.ts';

const server = fileServer();

/** The single steps of a scenario on a new database. */
async function stepsOf(path: string): Promise<{
  step: (name: string, ...words: string[]) => Promise<Ended>;
  stream: (...words: string[]) => { running: ReturnType<typeof startCli>; report: () => Promise<Report> };
  url: string;
}> {
  const url = await server.newDatabase();
  return {
    url,
    step: (name, ...words) => cli([name, path, '--database', url, ...words]),
    stream: (...words) => {
      const out = temporaryFolder();
      const running = startCli(['stream', path, '--database', url, '--out', out, ...words]);
      const report = async (): Promise<Report> => {
        await running.ended;
        const json = readdirSync(out).find(name => name.endsWith('.json'));
        return JSON.parse(readFileSync(join(out, json!), 'utf8')) as Report;
      };
      return { running, report };
    },
  };
}

test('init-db, seed, stream, counts, check, reset: what each says', async () => {
  const { step, stream } = await stepsOf(scenarioFile({ streamPhase: { operations: 40, interval: '0ms' } }, ledger()));
  const first = await step('init-db');
  assert.deepEqual([first.code, first.stdout], [0, '2 tables in schema public made, empty: accounts, entries\n']);
  assert.match(first.stderr, /^target: PostgreSQL at 127\.0\.0\.1:\d+, database test_\d+ \(/);
  assert.match((await step('init-db')).stdout, /stood already, left as they are/);
  const seeded = await step('seed');
  assert.match(seeded.stdout, /^Table +Rows +Time\naccounts +20 .*\nentries +40 .*\nall +60 .*\n$/);
  assert.equal((await stream().running.ended).code, 0);
  const counts = await step('counts');
  assert.match(counts.stdout, /^Table +Seeded +Now +Growth\naccounts +20 +\d+ +\+\d+\nentries +40 +\d+ +\+\d+\n$/);
  const { tables } = JSON.parse((await step('counts', '--json')).stdout) as {
    tables: Record<string, { seeded: number; rows: number }>;
  };
  assert.deepEqual([tables['accounts']!.seeded, tables['entries']!.seeded], [20, 40]);
  const checked = await step('check', '--quiet');
  assert.deepEqual([checked.code, checked.stderr], [0, '']);
  assert.match(checked.stdout, /^State +every row is as predicted\n/);
  assert.equal(
    (JSON.parse((await step('check', '--json')).stdout) as { state: { matches: boolean } }).state.matches,
    true,
  );
  assert.match((await step('reset')).stdout, /dropped and made again, empty/);
  assert.match((await step('counts')).stdout, /\nentries +0 +0 +0\n$/);
});

test('a step without a database that stays is a usage error', async () => {
  const path = scenarioFile({}, ledger());
  for (const name of ['init-db', 'seed', 'stream', 'counts', 'check', 'reset']) {
    const { code, stderr } = await cli([name, path]);
    assert.equal(code, 2, name);
    assert.match(stderr, /a single step needs a database that stays, and the scenario names none/);
  }
});

test('an endless stream ends in order by SIGTERM, and the next one goes on behind it', async () => {
  const path = scenarioFile({ streamPhase: { duration: 'until-stopped', rate: '200/s' } }, ledger());
  const { step, stream } = await stepsOf(path);
  await step('init-db');
  await step('seed');
  const endless = stream();
  await endless.running.said(/Stream phase|\d operations/);
  const during = await step('counts');
  assert.equal(during.code, 0, 'rows are counted beside a stream');
  endless.running.child.kill('SIGTERM');
  const { code, stdout } = await endless.running.ended;
  assert.equal(code, 0, stdout);
  assert.match(stdout, /^PASSED/);
  const { executed, verdict } = await endless.report();
  assert.equal(verdict, 'passed');
  const next = stream('--interval', '0', '--set', 'streamPhase.operations=30', '--duration', '20s');
  assert.equal((await next.running.ended).code, 0);
  const { continues, scenario } = await next.report();
  assert.equal(continues!.operations, executed.operationsPerLane.reduce((a, b) => a + b, 0)); // prettier-ignore
  assert.ok(scenario.overrides.includes('--interval 0'));
  assert.equal((await step('check')).code, 0);
});

test('a stream that is killed between two operations is gone on with; one that ran on is not', async () => {
  const slow = await stepsOf(scenarioFile({ streamPhase: { operations: 3, interval: '3s' } }, ledger()));
  await slow.step('init-db');
  await slow.step('seed');
  const killed = slow.stream();
  const written = `SELECT FROM alimentador.progress WHERE progress #>> '{streams,0,operationsPerLane}' = '[1, 0, 0, 0]'`;
  await until(async () => (await server.ask(slow.url, written)).length === 1);
  killed.running.child.kill('SIGKILL');
  await killed.running.ended;
  const next = slow.stream('--interval', '0', '--set', 'streamPhase.operations=10');
  const { code, stderr } = await next.running.ended;
  assert.equal(code, 0, stderr);
  assert.match(stderr, /the last stream was cut off; every row is as it was then known to be/);
  assert.equal((await next.report()).continues!.operations, 1);

  const fast = await stepsOf(scenarioFile({ streamPhase: { duration: '1m', interval: '0ms' } }, ledger()));
  await fast.step('init-db');
  await fast.step('seed');
  const lost = fast.stream();
  await until(
    async () => (await server.ask(fast.url, 'SELECT FROM entries OFFSET 500 LIMIT 1').catch(() => [])).length === 1,
  );
  lost.running.child.kill('SIGKILL');
  await lost.running.ended;
  const refused = await fast.stream().running.ended;
  assert.equal(refused.code, 3);
  assert.match(refused.stderr, /the last stream was cut off, and where it stopped cannot be known/);
});

/** Waits until it is so; the test's own time limit ends what never comes. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(resolve => setTimeout(resolve, 20));
}
