import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { before, describe, test } from 'node:test';
import { reportFaults } from '../../src/report/parse-report.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { build, cli, launcher, nowhere, openFolder, reportsIn, smoke, start } from './run-cli.ts';

before(build);

const short = ['--duration', '500ms'];

describe('a run on an embedded server', { concurrency: 2 }, () => {
  test('--json prints the report and nothing else; the environment names no database unasked', async () => {
    const out = openFolder();
    const env = { DATABASE_URL: nowhere, PGHOST: '127.0.0.1', PGPORT: '1' };
    const { code, stdout, stderr } = await cli(['run', smoke, '--json', '--out', out, ...short], { env });
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual([report.verdict, code, report.reasons], ['passed', 0, []]);
    assert.deepEqual(await reportFaults(structuredClone(report)), []);
    assert.deepEqual(reportsIn(out), [report]);
    assert.equal(report.environment.target.kind, 'embedded');
    // On a pipe: lines, no escape codes, no bar.
    assert.equal(stripVTControlCharacters(stderr), stderr);
    assert.doesNotMatch(stderr, /[\r█░]/);
    const lines = [/^target: embedded PostgreSQL /, /^Seed phase: 682 rows /, /^Stream phase: 25 operations /];
    for (const [index, line] of stderr.trimEnd().split('\n').entries()) {
      assert.match(line, lines[index] ?? /^\/.+\/smoke-\d{8}T\d{6}Z-[0-9a-f]{6}\.(?:json|html)$/);
    }

    const name = readdirSync(out).find(each => each.endsWith('.json')) ?? '';
    const again = join(out, 'again.json');
    copyFileSync(join(out, name), again);
    const rendered = await cli(['report', again]);
    assert.deepEqual(rendered, { code: 0, signal: null, stdout: `${join(out, 'again.html')}\n`, stderr: '' });
    const html = (file: string): string => readFileSync(join(out, file.replace(/json$/, 'html')), 'utf8');
    assert.equal(html('again.json'), html(name));
  });

  test('flags, --set, an env file and what it extends take effect, and the report says which', async () => {
    const out = openFolder();
    writeFileSync(join(out, 'base.yaml'), readFileSync(smoke));
    const own = {
      extends: './base.yaml',
      name: '${RUN_NAME}',
      description: '${ELSEWHERE}',
      thresholds: ['streamPhase.operations.committed == 20'],
    };
    writeFileSync(join(out, 'own.yaml'), JSON.stringify(own));
    writeFileSync(join(out, 'variables.env'), '# names\nRUN_NAME=from-file\nELSEWHERE="from file"\n');
    const words = ['--set', 'seedPhase.scale=0.1', '--set', 'streamPhase.lanes=2', '--rate', '40/s', ...short];
    const more = [
      '--random-seed',
      '7',
      '--label',
      'connector 3.0',
      '--env-file',
      join(out, 'variables.env'),
      '--quiet',
    ];
    const report = join(out, 'named.json');
    const ended = await cli(['run', join(out, 'own.yaml'), ...words, ...more, '--report', report], {
      env: { ELSEWHERE: 'from the environment' },
    });
    // Quiet is about progress: the result is told.
    assert.equal(ended.stderr, '');
    assert.match(ended.stdout, /^PASSED {2}from-file/);
    assert.equal(ended.code, 0);
    const { scenario, plan, seedPhase, streamPhase } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    assert.deepEqual([scenario.name, scenario.label], ['from-file', 'connector 3.0']);
    assert.equal((scenario.resolved as { description?: string }).description, 'from the environment');
    const overrides = new Set(scenario.overrides);
    for (const each of ['--set seedPhase.scale=0.1', '--set streamPhase.lanes=2', '--rate 40/s', '--duration 500ms']) {
      assert.ok(overrides.has(each), each);
    }
    assert.ok(overrides.has('--random-seed 7'));
    assert.deepEqual([plan.randomSeed, plan.lanes, plan.operations], [7, 2, 20]);
    assert.deepEqual([streamPhase.asked, streamPhase.operations.committed], [40, 20]);
    assert.equal(seedPhase.tables['pacientes']!.rows, 200);
  });

  test('a threshold that is not met: exit 1, and the reason is printed', async () => {
    const words = ['run', smoke, ...short, '--set', 'thresholds=[streamPhase.operations.committed > 1000]'];
    const { code, stdout } = await cli([...words, '--out', openFolder()]);
    assert.equal(code, 1);
    assert.match(stdout, /^FAILED {2}smoke[^]*threshold failed: streamPhase\.operations\.committed > 1000/);
  });

  test('on a terminal: a bar within the columns there are, and the cursor is left visible', async () => {
    const command = `stty cols 80; '${process.execPath}' '${launcher}' run '${smoke}' --duration 1500ms --out '${openFolder()}'`;
    const { code, stdout } = await start(['script', '-qec', command, '/dev/null']).ended;
    assert.equal(code, 0);
    // A line begins where the cursor goes back to the first column.
    // oxlint-disable-next-line no-control-regex
    const drawn = stdout.split(/[\r\n]|\u001b\[[01]?G/).map(stripVTControlCharacters);
    const bars = drawn.filter(line => /[█░]/.test(line));
    assert.ok(
      bars.some(line => /operations|\d+ \(/.test(line) && line.includes('█')),
      stdout,
    );
    for (const line of bars) assert.ok(line.length <= 80, line);
    assert.ok(stdout.lastIndexOf('\u001b[?25l') <= stdout.lastIndexOf('\u001b[?25h'), 'the cursor is hidden');
    assert.ok(stdout.lastIndexOf('\u001b[?7l') <= stdout.lastIndexOf('\u001b[?7h'), 'lines are not wrapped any more');
    // No bar is left beside what follows.
    assert.match(stdout, /PASSED/);
    for (const line of drawn.filter(each => /PASSED|Seeded|phase:/.test(each))) assert.doesNotMatch(line, /[█░]/);
  });
});
