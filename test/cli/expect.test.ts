import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import { summarisePlan } from '../../src/plan/plan.ts';
import { cli } from '../helpers/cli.ts';
import { fileServer } from '../helpers/file-server.ts';
import { scenario, scenarioFile, temporaryFolder } from '../helpers/scenarios.ts';

const server = fileServer();
const { scenario: resolved, model } = await scenario();
const planned = summarisePlan(makeWorkload(resolved, model)).digest;
const other = 'a'.repeat(64);

const expected = scenarioFile({ expect: { planDigest: planned } });
const unexpected = scenarioFile({ expect: { planDigest: other } });
/** The key stands behind version, name, model, randomSeed, seedPhase and streamPhase of the helper's file. */
const place = `${unexpected}:14:5 expect.planDigest: `;

function assertRefused({ code, stdout, stderr }: { code: number | null; stdout: string; stderr: string }): void {
  assert.equal(code, 2, stderr);
  assert.equal(stdout, '');
  assert.ok(stderr.includes(`error: ${place}expected the plan ${other}, and it is ${planned}`), stderr);
  assert.ok(stderr.includes(`\`alimentador plan ${unexpected} --digest\``), stderr);
  assert.match(stderr, /\n {2}.*14 \| .*"planDigest": "a{64}"/);
  assert.doesNotMatch(stderr, /\n\s+at /);
}

test('a run of another plan than the expected one ends before anything is written', async () => {
  const url = await server.newDatabase();
  const out = temporaryFolder();
  const words = ['--database', url, '--out', out];
  assertRefused(await cli(['run', unexpected, ...words]));
  // Beside one that could run: nothing of either is begun.
  assertRefused(await cli(['run', expected, unexpected, ...words]));
  const relations = `SELECT count(*) AS many FROM pg_class WHERE relnamespace = 'public'::regnamespace`;
  const schemas = `SELECT count(*) AS many FROM pg_namespace WHERE nspname !~ '^pg_|^public$|^information_schema$'`;
  for (const sql of [relations, schemas]) assert.deepEqual(await server.ask(url, sql), [{ many: '0' }]);
  assert.deepEqual(readdirSync(out), []);

  const run = await cli(['run', expected, ...words]);
  assert.equal(run.code, 0, run.stderr);
  assert.notDeepEqual(await server.ask(url, relations), [{ many: '0' }]);
});

test('validate and plan see it too; plan --digest says the digest all the same', async () => {
  assertRefused(await cli(['validate', unexpected]));
  assertRefused(await cli(['plan', unexpected]));
  const digest = await cli(['plan', unexpected, '--digest']);
  assert.equal(digest.code, 0);
  assert.equal((JSON.parse(digest.stdout) as { planDigest: string }).planDigest, planned);
  assert.ok(digest.stderr.startsWith(`warning: ${place}`), digest.stderr);

  const listed = await cli(['plan', expected]);
  assert.deepEqual([listed.code, listed.stderr], [0, '']);
  assert.equal((await cli(['plan', unexpected, '--limit', '3'])).code, 0, 'a part says nothing about the whole');
});

test('the whole plan is looked at, however long it is', async () => {
  // Two plans that begin alike: what is planned before other runs does not reach to their difference.
  const stream = (operations: number) => ({ streamPhase: { operations, interval: '0ms' } });
  const shorter = await scenario(stream(100_001));
  const planDigest = summarisePlan(makeWorkload(shorter.scenario, shorter.model)).digest;
  const longer = scenarioFile({ ...stream(100_002), expect: { planDigest } });
  const { code, stderr } = await cli(['run', longer]);
  assert.equal(code, 2);
  assert.ok(stderr.includes(`expected the plan ${planDigest}`), stderr);
});

test('flags that make another workload are told, and how to let them; flags that make none are let', async () => {
  const changed = await cli(['validate', expected, '--random-seed', '7']);
  assert.equal(changed.code, 2);
  assert.match(changed.stderr, /the command line says --random-seed 7: add --set expect=\{\} where that is meant/);
  assert.equal((await cli(['validate', expected, '--random-seed', '7', '--set', 'expect={}'])).code, 0);
  const same = await cli(['validate', expected, '--connections', '2']);
  assert.deepEqual([same.code, same.stderr], [0, '']);
});
