import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'node:test';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import { planOperations } from '../../src/plan/plan.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { cli, startCli, type Ended } from '../helpers/cli.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger } from '../helpers/ledger.ts';
import { scenarioFile, temporaryFolder } from '../helpers/scenarios.ts';
import { readLog, type LogLine } from '../log/read-log.ts';

const server = fileServer();
const short = { operations: 60, interval: '0ms' };

/** The events of a log as `module level: words`. */
const said = (lines: readonly LogLine[]): string[] =>
  lines.map(({ module, level, msg }) => `${module} ${level}: ${msg}`);

/** A run to its end in a folder of its own, with the lines of its log. */
async function run(
  scenario: string,
  words: readonly string[] = [],
): Promise<Ended & { lines: LogLine[]; cwd: string; report: Report }> {
  const cwd = temporaryFolder();
  const database = ['--database', await server.newDatabase()];
  const ended = await cli(['run', scenario, '--report', 'it.json', ...database, ...words], { cwd });
  const logged = existsSync(join(cwd, 'logs'));
  const report = JSON.parse(readFileSync(join(cwd, 'it.json'), 'utf8')) as Report;
  return { ...ended, lines: logged ? readLog(join(cwd, 'logs')) : [], cwd, report };
}

test('a run tells its phases, its findings and where its report is', async () => {
  const noRows = { name: 'no sums below zero', noRows: 'SELECT 1 FROM entries WHERE amount < 0' };
  const { code, lines, cwd, report } = await run(scenarioFile({ streamPhase: short, checks: [noRows] }, ledger()));
  assert.equal(code, 0);
  assert.deepEqual(said(lines), [
    'run info: started',
    'database info: target',
    'database info: prepared',
    'seed info: started',
    'seed info: finished',
    'stream info: started',
    'stream info: finished',
    'state info: as predicted',
    'checks info: passed',
    'run info: passed',
    'report info: written',
  ]);
  const of = (module: string, msg: string): LogLine =>
    lines.find(line => line.module === module && line.msg === msg) ?? assert.fail(`${module}: ${msg}`);
  assert.match(String(of('run', 'started')['runId']), /^[0-9a-f]{8}$/);
  assert.equal(of('database', 'target')['description'], report.environment.target.description);
  assert.equal(of('seed', 'finished')['rows'], 60);
  assert.equal(of('stream', 'finished')['committed'], report.streamPhase.operations.committed);
  assert.deepEqual([of('state', 'as predicted')['digest'], of('run', 'passed')['exitCode']], [report.state.digest, 0]);
  assert.deepEqual([of('report', 'written')['json'], of('report', 'written')['html']], ['it.json', 'it.html']);
  assert.equal(readdirSync(join(cwd, 'logs')).length, 2);
});

test('--log-level info,stream=debug: each operation of the plan is a line', async () => {
  const path = scenarioFile({ streamPhase: short }, ledger());
  const { lines, report } = await run(path, ['--log-level', 'warn,stream=debug']);
  assert.ok(lines.every(({ module }) => module === 'stream'));
  const operations = lines.filter(({ msg }) => msg === 'operation');
  const { scenario, model } = await loadScenario(path, { environment: {}, overrides: [], allowLong: false });
  const planned = [...planOperations(makeWorkload(scenario, model))].map(({ lane, number, event, changes }) => {
    const { step, key } = changes[0]!;
    return [lane, number, model.model.events[event!]!.name, model.model.tables[step.table]!.name, key[0]];
  });
  const logged = operations.map(line => [line['lane'], line['number'], line['event'], line['table'], line['key']]);
  assert.deepEqual(logged.sort((a, b) => Number(a[1]) - Number(b[1])), planned); // prettier-ignore
  const { inserts, updates, deletes } = report.streamPhase;
  const last = operations.at(-1)!;
  assert.deepEqual([last['inserts'], last['updates'], last['deletes']], [inserts, updates, deletes]);
});

test('what goes wrong is at error and warn, and at error alone when that is asked for', async () => {
  const ddl = `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN IF NEW.id % 2 = 0 THEN RAISE EXCEPTION USING ERRCODE = ''23999'', MESSAGE = ''not this one''; END IF; RETURN NEW; END';
    CREATE TRIGGER refuse BEFORE UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION refuse();`;
  const noRows = { name: 'nobody has an account', noRows: 'SELECT 1 FROM accounts' };
  const path = scenarioFile({ streamPhase: short, checks: [noRows] }, ledger({ ddl }));
  const { code, lines, report } = await run(path);
  assert.equal(code, 1);
  const rejections = lines.filter(({ msg }) => msg === 'rejected');
  assert.equal(rejections.length, Math.min(20, report.streamPhase.operations.rejected));
  for (const { level, event, sqlState, reason } of rejections) {
    assert.deepEqual([level, event, sqlState, reason], ['warn', 'correct', '23999', 'not this one']);
  }
  assert.ok(rejections.length > 0);
  const { lines: few } = await run(path, ['--log-level', 'error']);
  assert.deepEqual(said(few), ['checks error: failed', 'run error: failed']);
  assert.equal(few[0]!['check'], 'nobody has an account');
  assert.match(String((few[1]!['reasons'] as string[])[0]), /rejected by the server \(23999: \d+\)/);
});

test('a server that cannot be reached is an error, with its address and without the password', async () => {
  const cwd = temporaryFolder();
  const words = ['run', scenarioFile({ streamPhase: short }, ledger()), '--log-level', 'debug'];
  const { code } = await cli([...words, '--database', 'postgresql://ana:s3cret@127.0.0.1:1/x'], { cwd });
  assert.equal(code, 3);
  const lines = readLog(join(cwd, 'logs'));
  assert.deepEqual(said(lines.slice(0, 2)), ['run info: started', 'database info: target']);
  assert.equal(lines[2]!.level, 'error');
  assert.match(lines[2]!.msg, /^cannot connect to PostgreSQL at 127\.0\.0\.1:1, database x: /);
  assert.deepEqual(said(lines.slice(3)), ['run error: incomplete', 'report info: written']);
  assert.doesNotMatch(JSON.stringify(lines), /s3cret/);
});

test('an embedded server tells where it is, and not its password', async () => {
  const cwd = temporaryFolder();
  const { code, stderr } = await cli(['run', scenarioFile({ streamPhase: short }, ledger())], { cwd });
  assert.equal(code, 0, stderr);
  const lines = readLog(join(cwd, 'logs')).filter(({ module }) => module === 'embedded');
  assert.deepEqual(said(lines), ['embedded info: started', 'embedded info: stopped']);
  assert.match(String(lines[0]!['folder']), /alimentador-postgres-/);
  assert.doesNotMatch(JSON.stringify(lines), /postgresql:/);
});

test('a signal and what follows it are in the log', async () => {
  const cwd = temporaryFolder();
  const path = scenarioFile({ streamPhase: { duration: '60s', interval: '20ms' } }, ledger());
  const running = startCli(['run', path, '--database', await server.newDatabase()], { cwd });
  await running.said(/Seed phase: /);
  while (!said(readLog(join(cwd, 'logs'))).includes('stream info: started')) await delay(10);
  running.child.kill('SIGINT');
  assert.equal((await running.ended).code, 130);
  const lines = said(readLog(join(cwd, 'logs')));
  assert.deepEqual(lines.slice(lines.indexOf('run warn: asked to end')), [
    'run warn: asked to end',
    'stream info: finished',
    'state info: as predicted',
    'run error: incomplete',
    'report info: written',
  ]);
});

test('a killed process has written every operation that it knew of', async () => {
  const cwd = temporaryFolder();
  const url = await server.newDatabase();
  const streamPhase = { duration: '60s', interval: '1ms', connections: 1, pipeline: 4 };
  const path = scenarioFile({ streamPhase }, ledger({ events: { open: { insert: 'accounts' } } }));
  const running = startCli(['run', path, '--database', url, '--log-level', 'stream=debug'], { cwd });
  const accounts = async (): Promise<number> => {
    const [row] = await server.ask(url, 'SELECT count(*) FROM accounts');
    return Number(row!['count']);
  };
  await running.said(/Seed phase: /);
  while ((await accounts()) < 300);
  running.child.kill('SIGKILL');
  assert.equal((await running.ended).signal, 'SIGKILL');
  while (
    (await server.ask(url, "SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'alimentador %'")).length > 0
  );
  const logged = readLog(join(cwd, 'logs')).filter(({ msg }) => msg === 'operation').length;
  const inserted = (await accounts()) - 20;
  // What was in flight had no answer yet.
  assert.ok(logged <= inserted && logged >= inserted - 4, `${logged} of ${inserted}`);
});

test('two runs at once in one folder: the lines of both are whole, and told apart by their process', async () => {
  const cwd = temporaryFolder();
  const path = scenarioFile({ streamPhase: { operations: 400, interval: '0ms' } }, ledger());
  const runs = ['one', 'two'].map(async name => {
    const words = ['--log-level', 'debug', '--report', `${name}.json`, '--database', await server.newDatabase()];
    return cli(['run', path, ...words], { cwd });
  });
  for (const { code, stderr } of await Promise.all(runs)) assert.equal(code, 0, stderr);
  const lines = readLog(join(cwd, 'logs'));
  const processes = [...new Set(lines.map(({ pid }) => pid))];
  assert.equal(processes.length, 2);
  for (const pid of processes) {
    const numbers = lines.filter(line => line.pid === pid && line.msg === 'operation').map(line => line['number']);
    assert.equal(new Set(numbers).size, 400);
  }
});

test('a log that cannot be written is a warning, and the run goes on', async () => {
  const blocked = join(temporaryFolder(), 'a-file');
  writeFileSync(blocked, 'mine');
  for (const folder of [blocked, join(blocked, 'logs')]) {
    const { code, stdout, stderr } = await run(scenarioFile({ streamPhase: short }, ledger()), ['--log-dir', folder]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^PASSED/);
    assert.equal(stderr.split('\n')[0]!.startsWith(`warning: no log is written to ${folder}: `), true, stderr);
  }
  assert.equal(readFileSync(blocked, 'utf8'), 'mine');
});

test('--log-dir is where the log goes; --log-level silent writes none', async () => {
  const folder = join(temporaryFolder(), 'deep', 'down');
  const path = scenarioFile({ streamPhase: short }, ledger());
  const { cwd } = await run(path, ['--log-dir', folder]);
  assert.equal(existsSync(join(cwd, 'logs')), false);
  assert.ok(readLog(folder).length > 5);
  const silent = await run(path, ['--log-level', 'silent']);
  assert.deepEqual([silent.code, existsSync(join(silent.cwd, 'logs'))], [0, false]);
});

test('what ends the command outside the run is in the log too', async () => {
  const cwd = temporaryFolder();
  const path = scenarioFile({ streamPhase: { duration: 'until-stopped', interval: '20ms' } }, ledger());
  const words = ['run', path, '--database', await server.newDatabase(), '--out', 'gone'];
  const running = startCli(words, { cwd });
  await running.said(/Seed phase: /);
  rmSync(join(cwd, 'gone'), { recursive: true });
  running.child.kill('SIGINT');
  assert.equal((await running.ended).code, 3);
  const last = readLog(join(cwd, 'logs')).at(-1)!;
  assert.deepEqual([last.module, last.level], ['run', 'fatal']);
  assert.match(String(last['reason']), /ENOENT.*gone/);
  assert.match(String(last['stack']), /\n +at /);
});

test('a level or module that there is not: exit 2, with what was meant, and nothing is written', async () => {
  const cwd = temporaryFolder();
  const path = scenarioFile({ streamPhase: short }, ledger());
  const cases: readonly (readonly [string, RegExp])[] = [
    [
      'inof',
      /^alimentador: --log-level inof: "inof" is no level \(did you mean "info"\?\) \(such as info,stream=debug; /,
    ],
    ['straem=debug', /"straem" is no module \(did you mean "stream"\?\)/],
  ];
  for (const [level, words] of cases) {
    const { code, stdout, stderr } = await cli(['run', path, '--log-level', level], { cwd });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, words);
    assert.doesNotMatch(stderr, /\n +at /);
  }
  assert.equal(existsSync(join(cwd, 'logs')), false);
});

test('--help and --version do not load the log', async () => {
  const environment = { NODE_DEBUG: 'module,esm' };
  for (const word of ['--help', '--version']) {
    const { code, stderr } = await cli([word], { environment });
    assert.equal(code, 0);
    assert.match(stderr, /node_modules.yargs/, 'what is loaded is told');
    assert.doesNotMatch(stderr, /node_modules.(pino|date-fns)/);
  }
});
