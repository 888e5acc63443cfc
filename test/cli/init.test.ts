import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { packageFile } from '../../src/shared/package-file.ts';
import { cli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';
import { reportsIn } from './run-cli.ts';

const scenario = 'scenarios/lending.yaml';
const files = [scenario, 'scenarios/models/lending.sql', 'scenarios/models/lending.yaml'];
const github = '.github/workflows/alimentador.yml';
const gitlab = '.gitlab-ci.yml';

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true }).map(String);
  return names.filter(name => !name.startsWith('.git/') && statSync(join(folder, name)).isFile()).sort();
}

/** A git repository with an address of a remote. */
function repository(address?: string): string {
  const folder = temporaryFolder();
  execFileSync('git', ['init', '--quiet', folder]);
  if (address !== undefined) execFileSync('git', ['-C', folder, 'remote', 'add', 'origin', address]);
  return folder;
}

async function init(cwd: string, ...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(['init', ...words], { cwd });
  assert.deepEqual([code, stderr], [0, '']);
  return stdout;
}

test('in an empty folder: everything, and what to type next works', async () => {
  const folder = temporaryFolder();
  const said = await init(folder);
  assert.deepEqual(filesIn(folder), [github, '.gitignore', gitlab, ...files]);
  assert.equal(readFileSync(join(folder, '.gitignore'), 'utf8'), 'reports/\nlogs/\n');
  for (const name of filesIn(folder)) assert.ok(said.includes(`  ${name} `), name);
  assert.match(said, /\nNext:\n {2}npm install --save-dev alimentador\n {2}npx alimentador run\n$/);

  const validated = await cli(['validate', scenario], { cwd: folder });
  assert.deepEqual([validated.stdout, validated.stderr], [`${scenario}: valid\n`, '']);
  const ran = await cli(['run'], { cwd: folder });
  assert.equal(ran.code, 0, ran.stdout + ran.stderr);
  const [report] = reportsIn(join(folder, 'reports'));
  assert.equal(report!.verdict, 'passed');
  assert.equal(report!.scenario.name, 'lending');
  const { inserts, updates, deletes } = report!.streamPhase;
  assert.ok(inserts > 0 && updates > 0 && deletes > 0);
  assert.equal(report!.state.matches, true);
  assert.equal(report!.checks.length, 2);
});

test('every event and every generator that the starter shows is used', async () => {
  const { stdout } = await cli(['validate', '--explain', packageFile('scenarios/starter/lending.yaml')]);
  const model = parse(readFileSync(packageFile('scenarios/starter/models/lending.yaml'), 'utf8')) as {
    events: Record<string, unknown>;
  };
  const names = Object.keys(model.events);
  assert.ok(names.length >= 5);
  for (const event of names) assert.match(stdout, new RegExp(`^ {4}${event} +[1-9]`, 'm'));
  assert.match(stdout, /replaced {6}0 of the 200 planned operations/);
});

test('the schemas that editors are pointed to are those of the installed package', () => {
  for (const [template, path] of [
    ['lending.yaml', scenario],
    ['models/lending.yaml', 'scenarios/models/lending.yaml'],
  ] as const) {
    const text = readFileSync(packageFile(`scenarios/starter/${template}`), 'utf8');
    const [, address] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
    const inPackage = relative('node_modules/alimentador', join(dirname(path), address!));
    assert.match(inPackage, /^schema\/(scenario|model)\.schema\.json$/);
    assert.ok(existsSync(packageFile(inPackage)), inPackage);
  }
});

test('what is there is left as it is, and named', async () => {
  const folder = temporaryFolder();
  await init(folder);
  const own = 'version: 1 # mine\n';
  writeFileSync(join(folder, scenario), own);
  writeFileSync(join(folder, '.gitignore'), 'dist/\nreports/\n');
  const said = await init(folder, '.');
  assert.equal(readFileSync(join(folder, scenario), 'utf8'), own);
  assert.equal(readFileSync(join(folder, '.gitignore'), 'utf8'), 'dist/\nreports/\nlogs/\n');
  const [written, left] = said.split('There already, and left as they are:');
  assert.deepEqual(written!.trim().split('\n').slice(1), [`  ${'.gitignore'.padEnd(34)} logs/ added`]);
  for (const name of [...files, github, gitlab]) assert.ok(left!.includes(`  ${name}\n`), name);
  assert.match(await init(folder), /^Nothing was written\.\n/);
});

test('another folder is made, and the next command begins there; a scenario is named where there are several', async () => {
  const cwd = temporaryFolder();
  assert.match(await init(cwd, "new/it's"), /Next:\n {2}cd 'new\/it'\\''s'\n/);
  writeFileSync(join(cwd, "new/it's", 'package.json'), '{"devDependencies": {"alimentador": "^0.1.0"}}');
  writeFileSync(join(cwd, "new/it's", 'scenarios', 'other.yaml'), '');
  const said = await init(join(cwd, "new/it's"));
  assert.match(said, /Next:\n {2}npx alimentador run scenarios\/lending\.yaml\n$/);
});

for (const [address, jobs] of [
  ['git@github.com:me/mine.git', [github]],
  ['https://gitlab.example.org/me/mine.git', [gitlab]],
  ['https://git.example.org/me/mine.git', [github, gitlab]],
] as const) {
  test(`CI jobs for the remote ${address}`, async () => {
    const folder = repository(address);
    await init(folder);
    assert.deepEqual(
      [github, gitlab].filter(path => existsSync(join(folder, path))),
      jobs,
    );
  });
}

for (const [ci, jobs] of [
  ['github', [github]],
  ['gitlab', [gitlab]],
  ['both', [github, gitlab]],
  ['none', []],
] as const) {
  test(`--ci ${ci}`, async () => {
    const folder = repository('git@github.com:me/mine.git');
    await init(folder, '--ci', ci);
    assert.deepEqual(filesIn(folder), [...jobs, '.gitignore', ...files].sort());
  });
}

test('where GitLab has a file already the job goes beside it, with the lines that include it', async () => {
  const folder = repository('git@gitlab.com:me/mine.git');
  writeFileSync(join(folder, gitlab), 'stages: [build]\n');
  const beside = 'alimentador.gitlab-ci.yml';
  assert.match(
    await init(folder),
    /Add to \.gitlab-ci\.yml:\n\n {2}include:\n {4}- local: alimentador\.gitlab-ci\.yml\n/,
  );
  assert.equal(readFileSync(join(folder, gitlab), 'utf8'), 'stages: [build]\n');
  assert.ok(existsSync(join(folder, beside)));
  writeFileSync(join(folder, gitlab), `include:\n  - local: ${beside}\n`);
  assert.doesNotMatch(await init(folder), /Add to/);
});

test('in a folder below the root of a repository no CI job is written unless asked for', async () => {
  const folder = repository('git@github.com:me/mine.git');
  mkdirSync(join(folder, 'below'));
  assert.match(await init(join(folder, 'below')), /No CI job was written: services look for it only in /);
  assert.deepEqual(filesIn(join(folder, 'below')), ['.gitignore', ...files]);
  await init(join(folder, 'below'), '--ci', 'github');
  assert.ok(existsSync(join(folder, 'below', github)));
});

test('where nothing can be written: exit 2 with the reason', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'scenarios'), '');
  const { code, stdout, stderr } = await cli(['init'], { cwd });
  assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
  assert.match(stderr, /^alimentador: the starter cannot be written to \.: EEXIST.*scenarios'\n$/);
});

interface GithubWorkflow {
  readonly jobs: Record<string, { readonly steps: readonly Record<string, unknown>[] }>;
}

test('the job for GitHub installs, runs the scenario and keeps the reports in any case', () => {
  const { jobs } = parse(readFileSync(packageFile('scenarios/starter/github.yml'), 'utf8')) as GithubWorkflow;
  const [job] = Object.values(jobs);
  const actions = job!.steps.map(step => step['uses'] ?? step['run']);
  assert.deepEqual(actions, [
    'actions/checkout@v6',
    'actions/setup-node@v6',
    'npm ci',
    `npx alimentador run ${scenario}`,
    'actions/upload-artifact@v7',
  ]);
  const upload = job!.steps.at(-1)!;
  assert.equal(upload['if'], 'always()');
  assert.equal((upload['with'] as Record<string, unknown>)['path'], 'reports/');
});

test('the job for GitLab does the same, in an image with glibc', () => {
  const { alimentador: job } = parse(readFileSync(packageFile('scenarios/starter/gitlab.yml'), 'utf8')) as {
    alimentador: { image: string; script: string[]; artifacts: Record<string, unknown> };
  };
  assert.match(job.image, /^node:\d+-bookworm-slim$/);
  assert.match(job.script[0]!, /^npm ci /);
  assert.equal(job.script[1], `npx alimentador run ${scenario}`);
  assert.deepEqual([job.artifacts['when'], job.artifacts['paths']], ['always', ['reports/']]);
});
