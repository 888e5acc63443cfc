// The README's `sh` blocks are run as they stand, in a clean copy of what git tracks, as a newcomer would: without HOME's
// settings and in a folder that other users cannot enter.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkout } from './helpers/checkout.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const base = mkdtempSync(join(tmpdir(), 'alimentador-readme-'));
// The server's account must be able to enter this one; the copies it need not.
const temporaries = mkdtempSync(join(tmpdir(), 'alimentador-readme-tmp-'));
chmodSync(temporaries, 0o755);
after(() => {
  for (const folder of [base, temporaries]) rmSync(folder, { recursive: true, force: true });
});

/** Commands of the blocks in order; a line is a command. */
function commands(): string[] {
  const blocks = [...readme.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(match => match[1]!);
  return blocks.flatMap(block => block.trim().split('\n'));
}

function cleanCopy(name: string): { folder: string; run: (command: string) => string } {
  const folder = join(base, name);
  checkout(folder);
  const home = join(base, `${name}-home`);
  const temporary = join(temporaries, name);
  for (const made of [home, temporary]) mkdirSync(made);
  const env = { PATH: process.env['PATH'], HOME: home, TMPDIR: temporary };
  const run = (command: string): string => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, env, encoding: 'utf8' });
    assert.equal(status, 0, `${command}\n${stdout}\n${stderr}`);
    assert.deepEqual(
      readdirSync(temporary).filter(left => left.startsWith('alimentador-postgres-')),
      [],
      'a server folder was left',
    );
    return stdout;
  };
  return { folder, run };
}

test('every command of the README works in a clean copy', () => {
  const { folder, run } = cleanCopy('scripts');
  const all = commands();
  assert.equal(all[0], 'npm ci && npx alimentador run scenarios/quickstart.yaml');
  assert.ok(all.length >= 4);
  for (const command of all) run(command);
  const reports = readdirSync(join(folder, 'reports')).filter(name => name.startsWith('quickstart-'));
  assert.deepEqual(new Set(reports.map(name => name.split('.').at(-1))), new Set(['html', 'json']));
});

test('after npm ci --ignore-scripts the launcher builds on first use', () => {
  const { folder, run } = cleanCopy('no-scripts');
  run('npm ci --ignore-scripts');
  assert.ok(!readdirSync(folder).includes('dist'));
  assert.match(run('npx alimentador run scenarios/smoke.yaml'), /^PASSED/);
});

test('CI runs the test command that the README names', () => {
  assert.match(readme, /^npm ci && npm test$/m);
  assert.match(readFileSync(join(root, '.ci/run'), 'utf8'), /^npm ci && npm test$/m);
});
