// Clean runs with the reference on, one after the other: none of them may have a finding (issue C). Not part of `npm test`.
// `node --import tsx test/bench/clean-runs.ts [--runs N] [--from SEED]` prints every report that is not clean, and a summary.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbeddedServer } from '../../src/postgres/embedded/server.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' } },
});
const first = Number(values.from);
const last = first + Number(values.runs) - 1;
/** So many of the runs have the quiet time that users have; in all others it is short. */
const withDefaultQuiet = 20;
const noteEvery = 50;

/** As many rows and operations as `smoke` has, in both models, closed and open loop by turns. */
const models = [
  { model: 'hospital', seedPhase: { scale: 0.05 } },
  { model: 'shop', seedPhase: { scale: 0.1 } },
];
const paces = [{ interval: '0ms' }, { rate: '400/s' }];

const server = await startEmbeddedServer({ settings: { fsync: 'off' } });
process.once('exit', () => server.stopNow());
const admin = new pg.Client({ connectionString: server.url });
await admin.connect();
for (const { model } of models) await admin.query(`CREATE DATABASE ${model}`);
await admin.end();

async function runOnce(randomSeed: number): Promise<{ report: Report; exitCode: number }> {
  const settings = models[randomSeed % models.length]!;
  const pace = paces[Math.floor(randomSeed / models.length) % paces.length]!;
  const loaded = await scenario({
    ...settings,
    randomSeed,
    streamPhase: { operations: 150, ...pace },
    captures: [{ name: 'reference', kind: 'slot' }],
    ...(randomSeed > withDefaultQuiet && { drain: { quiet: '100ms' } }),
  });
  const url = server.url.replace(/\/postgres$/, `/${settings.model}`);
  return runOn(url, loaded, { runId: randomBytes(4).toString('hex') });
}

const total = { runs: 0, clean: 0, expected: 0, matched: 0, redelivered: 0 };
const startMs = performance.now();
for (let randomSeed = first; randomSeed <= last; randomSeed++) {
  const { report, exitCode } = await runOnce(randomSeed);
  const found = report.captures['reference'];
  const reference = found?.kind === 'slot' ? found : undefined;
  total.runs += 1;
  total.expected += reference?.expected ?? 0;
  total.matched += reference?.matched ?? 0;
  total.redelivered += reference?.redelivered ?? 0;
  const warnings = report.warnings.filter(warning => /capture|slot/.test(warning));
  if (reference?.status === 'clean' && exitCode === 0 && warnings.length === 0) total.clean += 1;
  else console.log(JSON.stringify({ randomSeed, exitCode, report }, null, 2));
  if (randomSeed % noteEvery === 0) console.error(`${randomSeed}: ${JSON.stringify(total)}`);
}
const seconds = Math.round((performance.now() - startMs) / 1_000);
console.log(`${total.runs} runs in ${seconds} s: ${total.runs - total.clean} not clean; ${JSON.stringify(total)}`);
await server.stop();
process.exitCode = total.clean === total.runs ? 0 : 1;
