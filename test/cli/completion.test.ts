import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageFile } from '../../src/shared/package-file.ts';
import { cli, ownEnvironment } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';

const bash = { SHELL: '/bin/bash' };

/** A folder with two scenarios, a model and another file. */
function repository(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'scenarios', 'models'), { recursive: true });
  for (const name of ['load.yaml', 'soak.yml', 'notes.txt', 'models/own.yaml']) {
    writeFileSync(join(folder, 'scenarios', name), '');
  }
  writeFileSync(join(folder, 'local.yaml'), '');
  return folder;
}

/** What is proposed for the last word, which may be begun. */
async function proposed(words: readonly string[], cwd = repository()): Promise<string[]> {
  const { code, stdout, stderr } = await cli(['--get-yargs-completions', 'alimentador', ...words], {
    cwd,
    environment: bash,
  });
  assert.deepEqual([code, stderr], [0, '']);
  return stdout.split('\n').filter(line => line !== '');
}

test('commands', async () => {
  const commands = await proposed(['']);
  for (const name of ['run', 'validate', 'plan', 'report', 'doctor', 'init', 'completion']) {
    assert.ok(commands.includes(name), name);
  }
  assert.ok(!commands.includes('completion-script'), 'what yargs needs for itself is no command to propose');
});

test('flags of the command, not of another', async () => {
  const flags = await proposed(['plan', 'scenarios/load.yaml', '--']);
  for (const flag of ['--digest', '--limit', '--set', '--help']) assert.ok(flags.includes(flag), flag);
  assert.ok(!flags.includes('--database'));
});

for (const command of ['run', 'validate', 'plan', 'doctor']) {
  test(`${command}: the files in scenarios/, and those that begin as typed`, async () => {
    assert.deepEqual(await proposed([command, '']), ['scenarios/load.yaml', 'scenarios/soak.yml', 'local.yaml']);
    assert.deepEqual(await proposed([command, 'scenarios/s']), ['scenarios/soak.yml']);
    assert.deepEqual(await proposed([command, './scenarios/l']), ['./scenarios/load.yaml']);
    assert.deepEqual(await proposed([command, 'nowhere/']), []);
  });
}

test('a second scenario for validate', async () => {
  assert.deepEqual(await proposed(['validate', 'scenarios/load.yaml', 'scenarios/s']), ['scenarios/soak.yml']);
});

test('nothing for other files, so that the shell completes their names', async () => {
  assert.deepEqual(await proposed(['report', '']), []);
});

for (const [shell, mark] of [
  ['bash', /^complete -o bashdefault .* alimentador$/m],
  ['zsh', /^#compdef alimentador$/m],
  ['fish', /^complete -f -c alimentador /m],
] as const) {
  test(`the script for ${shell}`, async () => {
    const { code, stdout, stderr } = await cli(['completion'], { environment: { SHELL: `/usr/bin/${shell}` } });
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, mark);
    assert.match(stdout, /alimentador --get-yargs-completions/);
  });
}

test('bash completes with the script', async () => {
  const folder = temporaryFolder();
  const cwd = repository();
  const { stdout: script } = await cli(['completion'], { environment: bash });
  writeFileSync(join(folder, 'script.sh'), script);
  symlinkSync(packageFile('src/alimentador.js'), join(folder, 'alimentador'));
  const lines = [
    `source ${join(folder, 'script.sh')}`,
    'COMP_WORDS=(alimentador run scenarios/s) COMP_CWORD=2',
    '_alimentador_yargs_completions',
    'echo "${COMPREPLY[@]}"',
  ];
  const env = ownEnvironment();
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', lines.join('\n')], {
    cwd,
    env: { ...env, ...bash, PATH: `${folder}:${env['PATH']}` },
    encoding: 'utf8',
  });
  assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: 'scenarios/soak.yml\n', stderr: '' });
});
