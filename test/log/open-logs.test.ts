import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLevels } from '../../src/log/levels.ts';
import { logFailure } from '../../src/log/log-failure.ts';
import { openLogs } from '../../src/log/open-logs.ts';
import { withoutPasswords } from '../../src/shared/without-passwords.ts';
import { CannotRun } from '../../src/shared/errors.ts';
import { logLevels, type Logs } from '../../src/shared/logs.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';
import { readLog } from './read-log.ts';

async function logsIn(folder: string, levels: string): Promise<Logs> {
  return openLogs(folder, parseLevels(levels), problem => assert.fail(problem));
}

const writing = ['debug', 'info', 'warn', 'error', 'fatal'] as const;

test('each module writes what is at its level or behind it, and says so', async () => {
  const folder = temporaryFolder();
  const logs = await logsIn(folder, 'warn,stream=debug,seed=silent');
  for (const module of ['stream', 'seed', 'run'] as const) for (const level of writing) logs[module][level]('said');
  assert.deepEqual(
    readLog(folder).map(({ module, level }) => `${module} ${level}`),
    [...writing.map(level => `stream ${level}`), 'run warn', 'run error', 'run fatal'],
  );
  const enabled = (log: Logs['run']): string[] => writing.filter(level => log.isEnabled(level));
  assert.deepEqual(enabled(logs.stream), writing);
  assert.deepEqual(enabled(logs.run), ['warn', 'error', 'fatal']);
  assert.deepEqual(enabled(logs.seed), []);
  assert.deepEqual(logLevels, [...writing, 'silent']);
});

test('a line is JSON with level, time in UTC, process, module, fields and words', async () => {
  const folder = temporaryFolder();
  const before = Date.now();
  (await logsIn(folder, 'info')).checks.info('ação "concluída"\n', { rows: 3, name: 'x' });
  const [{ time, ...line } = assert.fail('nothing was written')] = readLog(folder);
  assert.deepEqual(line, { level: 'info', pid: process.pid, module: 'checks', rows: 3, name: 'x', msg: 'ação "concluída"\n' }); // prettier-ignore
  assert.match(time, /Z$/);
  assert.ok(Date.parse(time) >= before && Date.parse(time) <= Date.now());
});

test('an error of the user is words, a defect has its stack', async () => {
  const folder = temporaryFolder();
  const { run } = await logsIn(folder, 'info');
  logFailure(run, new CannotRun('no server', { hint: 'start it', cause: new Error('deep down') }));
  logFailure(run, new TypeError('x is not a function'));
  logFailure(run, 'thrown');
  const [words, defect, text] = readLog(folder);
  assert.deepEqual([words!.level, words!.msg, words!['hint'], words!['stack']], ['error', 'no server', 'start it', undefined]); // prettier-ignore
  assert.deepEqual([defect!.level, defect!['reason']], ['fatal', 'x is not a function']);
  assert.match(String(defect!['stack']), /^TypeError: x is not a function\n +at .*open-logs\.test\.ts/);
  assert.deepEqual([text!.level, text!['reason'], text!['stack']], ['fatal', 'thrown', undefined]);
});

test('a password that comes along in the words of others does not reach the file', async () => {
  const folder = temporaryFolder();
  const { run } = await logsIn(folder, 'info');
  run.error('cannot use postgresql://ana:s3cr%65t@db/x', {
    hint: 'postgres://:s3cret@[::1]:5432/x?password=s3cret&a=b',
  });
  logFailure(run, new Error('Invalid URL: postgresql:///x?host=/tmp&password=s3cret'));
  const text = JSON.stringify(readLog(folder));
  assert.doesNotMatch(text, /s3cr/);
  assert.match(text, /postgresql:\/\/ana:\*\*\*@db\/x/);
  assert.match(text, /postgres:\/\/:\*\*\*@\[::1\]:5432\/x\?password=\*\*\*&a=b/);
});

test('what is no password stays as it is', () => {
  for (const line of [
    '{"host":"http://localhost:8083/x","mail":"ana@clinic.example"}',
    'PostgreSQL at db:5432',
    'a: b@c',
  ]) {
    assert.equal(withoutPasswords(line), line);
  }
});
