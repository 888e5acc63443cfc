import assert from 'node:assert/strict';
import { execFileSync, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { before, describe, test } from 'node:test';
import { reportFaults } from '../../src/report/parse-report.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { ledger } from '../helpers/ledger.ts';
import { scenarioFile } from '../helpers/scenarios.ts';
import { build, openFolder, reportsIn, smoke, startCli, type Ended } from './run-cli.ts';

before(build);

/** A run in folders of its own: whatever it leaves behind is seen. */
class Try {
  readonly temporary = openFolder();
  readonly out = openFolder();
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  private said = '';
  private isOver = false;

  constructor(words: readonly string[]) {
    const { child, ended } = startCli(['run', ...words, '--out', this.out], { env: { TMPDIR: this.temporary } });
    [this.child, this.ended] = [child, ended];
    child.stderr!.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    child.once('exit', () => (this.isOver = true));
  }

  /** Waits until the run has come that far; it must not end before. */
  private async until(isThere: () => boolean): Promise<void> {
    for (; !isThere(); await delay(5)) assert.ok(!this.isOver, `ended before: ${this.said}`);
  }

  async says(text: string): Promise<void> {
    await this.until(() => this.said.includes(text));
  }

  async hasServerFile(name: string): Promise<void> {
    await this.until(() => this.serverFolders().some(folder => existsSync(join(this.temporary, folder, name))));
  }

  private serverFolders(): string[] {
    return readdirSync(this.temporary).filter(name => name.startsWith('alimentador-postgres-'));
  }

  signal(signal: 'SIGINT' | 'SIGTERM'): void {
    this.child.kill(signal);
  }

  /** How it ended, after a look at what it left behind: no process, no folder, no half report. */
  async leftNothing(): Promise<Ended> {
    const ended = await this.ended;
    const processes = execFileSync('ps', ['-Ao', 'pid,args'], { encoding: 'utf8' }).split('\n');
    assert.deepEqual(processes.filter(line => line.includes(this.temporary)), []); // prettier-ignore
    assert.deepEqual(this.serverFolders(), []);
    assert.deepEqual(readdirSync(this.out).filter(name => !/\.(?:json|html)$/.test(name)), []); // prettier-ignore
    assert.doesNotMatch(ended.stderr, /^\s+at |defect/m);
    return ended;
  }

  async report(): Promise<Report> {
    const reports = reportsIn(this.out);
    assert.equal(reports.length, 1);
    assert.equal(readdirSync(this.out).length, 2);
    assert.deepEqual(await reportFaults(structuredClone(reports[0])), []);
    return reports[0]!;
  }
}

async function isIncomplete(run: Try, code: number, signal: string): Promise<void> {
  const ended = await run.leftNothing();
  assert.equal(ended.code, code, ended.stderr);
  const { verdict, reasons, errors } = await run.report();
  assert.deepEqual([verdict, reasons[0], errors], ['incomplete', `interrupted by ${signal}`, []]);
  assert.match(ended.stdout, /^INCOMPLETE/);
}

const moments: Readonly<Record<string, (run: Try) => Promise<void>>> = {
  "the server's folder is there": run => run.hasServerFile(''),
  'initdb has begun': run => run.hasServerFile('data/base'),
  'initdb is at work': run => run.hasServerFile('data/base').then(() => delay(300)),
  'the server starts': run => run.hasServerFile('data/postmaster.pid'),
  'the server is there': run => run.says('target: '),
  'the tables are made': run => run.says('target: ').then(() => delay(50)),
  'the stream begins': run => run.says('Seed phase: '),
  'the stream is under way': run => run.says('Seed phase: ').then(() => delay(700)),
  'the state is compared': run => run.says('Stream phase: '),
};

describe('SIGINT', { concurrency: 2 }, () => {
  test('while the program loads: nothing has begun, or there is a report of it', async () => {
    const run = new Try([smoke]);
    await delay(100);
    run.signal('SIGINT');
    const { code, signal } = await run.leftNothing();
    if (signal === null) assert.equal(code, 130);
    else assert.equal(signal, 'SIGINT');
    assert.equal(reportsIn(run.out).length, signal === null ? 1 : 0);
  });

  for (const [name, moment] of Object.entries(moments)) {
    test(`when ${name}: exit 130, a report, nothing left`, async () => {
      // So many rows that comparing them takes longer than a signal.
      const run = new Try([smoke, '--set', 'seedPhase.scale=1', '--duration', '2s']);
      await moment(run);
      run.signal('SIGINT');
      await isIncomplete(run, 130, 'SIGINT');
    });
  }

  test('SIGTERM is 143', async () => {
    const run = new Try([smoke]);
    await run.says('Seed phase: ');
    run.signal('SIGTERM');
    await isIncomplete(run, 143, 'SIGTERM');
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`${signal} is the normal end of a stream until-stopped`, async () => {
      const run = new Try([smoke, '--duration', 'until-stopped']);
      await run.says('Seed phase: ');
      await delay(500);
      run.signal(signal);
      const { code, stderr } = await run.leftNothing();
      assert.equal(code, 0, stderr);
      const { verdict, reasons, state, streamPhase, checks } = await run.report();
      assert.deepEqual([verdict, reasons, state.status, state.matches], ['passed', [], 'checked', true]);
      assert.ok(streamPhase.operations.committed > 0);
      assert.ok(checks.length > 0 && checks.every(check => check.passed));
    });
  }

  test('a second one does not wait for what is in flight, and still leaves nothing', async () => {
    const ddl = `CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(300); RETURN NEW; END';
      CREATE TRIGGER dawdle BEFORE UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION dawdle();`;
    const slow = ledger({ ddl, events: { correct: { update: 'entries', redraw: ['amount'] } } });
    const streamPhase = { operations: 8, interval: '0ms', operationTimeout: '10m' };
    const run = new Try([scenarioFile({ streamPhase }, slow)]);
    await run.says('Seed phase: ');
    await delay(300);
    run.signal('SIGINT');
    await run.says('once more to stop at once');
    await delay(300);
    run.signal('SIGINT');
    const { code } = await run.leftNothing();
    assert.equal(code, 130);
    assert.deepEqual(reportsIn(run.out), []);
  });
});
