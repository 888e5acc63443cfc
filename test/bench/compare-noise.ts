// The noise between runs of one workload on this machine, and what a planted slowdown does to it. Not part of `npm test`.
// `node --import tsx test/bench/compare-noise.ts [--runs N] [--slower PERCENT]` prints one line of JSON a run; where they are
// kept as reports/bench/compare-noise.ndjson, `npm run bench -- compare-power` says what such noise lets find. With --slower
// every second run has a trigger that sleeps in each statement, for as long as makes the stream that much slower.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbeddedServer } from '../../src/postgres/embedded/server.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { eventCapture } from '../helpers/captures.ts';
import { runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '30' }, slower: { type: 'string', default: '0' } },
});
const runs = Number(values.runs);
const slower = Number(values.slower) / 100;
const connections = 4;
/** The first runs find caches cold and code that is not compiled yet. */
const warmUps = 3;

const server = await startEmbeddedServer({ settings: { fsync: 'off' } });
process.once('exit', () => server.stopNow());
const loaded = await scenario({
  seedPhase: { scale: 0.05 },
  streamPhase: { operations: 3_000, interval: '0ms', lanes: connections },
  captures: [{ name: 'reference', kind: 'slot' }],
  drain: { quiet: '100ms' },
});

async function runOnce(): Promise<Report> {
  const { report } = await runOn(server.url, loaded, { runId: randomBytes(4).toString('hex') });
  if (report.verdict !== 'passed') throw new Error(`a run did not pass: ${report.reasons.join('; ')}`);
  return report;
}

/** Slows every statement of the model's tables down by a sleep, or no longer. */
async function sleepInStatements(ms: number): Promise<void> {
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`CREATE OR REPLACE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(${ms / 1_000}); RETURN NULL; END $$`);
  const { rows } = await admin.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  for (const { name } of rows) {
    await admin.query(`DROP TRIGGER IF EXISTS dawdle ON ${name}`);
    if (ms > 0) {
      await admin.query(
        `CREATE TRIGGER dawdle AFTER INSERT OR UPDATE ON ${name} FOR EACH STATEMENT EXECUTE FUNCTION dawdle()`,
      );
    }
  }
  await admin.end();
}

function print(report: Report, isSlow: boolean): void {
  const { streamPhase } = report;
  const { p50, p95, p99 } = streamPhase.latencyMs;
  console.log(
    JSON.stringify({
      isSlow,
      throughput: streamPhase.achieved,
      p50,
      p95,
      p99,
      lagP99: eventCapture(report, 'reference').lagMs.p99,
    }),
  );
}

let sleepMs = 0;
for (let warmUp = 0; warmUp < warmUps; warmUp++) {
  // Operations of a connection follow each other, so each takes its share of the connections' time.
  sleepMs = (slower * connections * 1_000) / (await runOnce()).streamPhase.achieved;
}
console.error(`a sleep of ${sleepMs.toFixed(3)} ms in every statement of the slow runs`);
for (let index = 0; index < runs; index++) {
  const isSlow = slower > 0 && index % 2 === 1;
  if (slower > 0) await sleepInStatements(isSlow ? sleepMs : 0);
  print(await runOnce(), isSlow);
}
await server.stop();
