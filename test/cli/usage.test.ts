import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageFile } from '../../src/shared/package-file.ts';
import { cli, type Ended } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';

const commands = ['run', 'validate', 'plan', 'report', 'doctor', 'init', 'completion'];

/** The names in the list of `alimentador --help`. */
async function registeredCommands(): Promise<string[]> {
  const { stdout } = await cli(['--help']);
  const names = [...stdout.matchAll(/^ {2}alimentador ([a-z][a-z-]*)(?= |$)/gm)].map(([, name]) => name!);
  return [...new Set(names)];
}

/** A mistake of the user: exit 2, words on stderr, nothing on stdout, no stack trace. */
function assertUsage({ code, stdout, stderr }: Ended, words: RegExp): void {
  assert.equal(code, 2, stderr);
  assert.equal(stdout, '');
  assert.match(stderr, words);
  assert.doesNotMatch(stderr, /\n +at |defect|node:internal/, 'a stack trace');
  assert.doesNotMatch(stderr, /non-option|Unknown argument|Argument:/, 'words of yargs');
}

test('--help names every command and the exit codes', async () => {
  const { code, stdout, stderr } = await cli(['--help']);
  assert.deepEqual([code, stderr], [0, '']);
  for (const command of commands) assert.match(stdout, new RegExp(`alimentador ${command} `));
  assert.match(
    stdout,
    /0 passed, 1 failed, 2 usage, .*incomparable\s+reports, 3\s+could\s+not\s+run,\s+130\s+and\s+143\s+interrupted/,
  );
});

test('each command has its own help with examples, and lines are no longer than a terminal', async () => {
  const registered = await registeredCommands();
  for (const command of commands) assert.ok(registered.includes(command), command);
  const texts = await Promise.all(registered.map(command => cli([command, '--help'])));
  for (const [place, { code, stdout, stderr }] of texts.entries()) {
    const name = registered[place]!;
    assert.deepEqual([code, stderr], [0, ''], name);
    assert.match(stdout, new RegExp(`^alimentador ${name}`));
    assert.match(stdout, new RegExp(`^Examples:\n {2}alimentador ${name}( |$)`, 'm'), `${name} --help has no example`);
    assert.ok(Math.max(...stdout.split('\n').map(line => line.length)) <= 110);
  }
});

test('--version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string };
  assert.deepEqual(await cli(['--version']), { code: 0, signal: null, stdout: `${version}\n`, stderr: '' });
});

const mistakes: readonly (readonly [words: readonly string[], said: RegExp])[] = [
  [[], /Name a command.*alimentador --help/],
  [['rnu', 'x.yaml'], /unknown command "rnu" \(did you mean run\?\)/],
  [['vlidate'], /unknown command "vlidate" \(did you mean validate\?\)/],
  [['frobnicate'], /unknown command "frobnicate" \(alimentador --help shows what there is\)/],
  [['--vresion'], /unknown flag --vresion \(did you mean --version\?\)/],
  [['run'], /no scenario is named, and scenarios\/ has none \(.*alimentador init\)/],
  [['stream', 'x.yaml', 'y.yaml'], /"y\.yaml" is too much for alimentador stream <scenario>/],
  [['run', 'x.yaml', '--repeat', '0'], /--repeat needs a whole number from 1, not 0 \(/],
  [['run', 'x.yaml', '--repeat', 'many'], /--repeat needs a whole number from 1, not something else \(/],
  [['run', 'x.yaml', '--reporter', 'jnit=a.xml'], /there is no reporter "jnit" \(did you mean junit\?\)/],
  [
    ['run', 'x.yaml', '--reporter', 'pretty'],
    /there is no reporter "pretty" \(there are json, html, markdown, junit, .*\)/,
  ],
  [
    ['run', 'x.yaml', '--reporter', 'junit'],
    /--reporter junit: needs a file \(such as --reporter junit=reports\/junit\.xml\)/,
  ],
  [
    ['run', 'x.yaml', '--reporter', 'junit=a', '--reporter', 'markdown=./a'],
    /two reporters write to \/.*\/a \(give each a file\)/,
  ],
  [
    ['run', 'x.yaml', '--reporter', 'junit=/dev'],
    /the report cannot be written to \/: .*\/dev is a folder \(choose another file for --reporter\)/,
  ],
  [['run', 'x.yaml', '--repeat', '2', '--reporter', 'html=a.html'], /--reporter html=a\.html: .* 2 runs.*\(/],
  [['run', 'x.yaml', 'y.yaml', '--report', 'a.json'], /--report names one file, and there are 2 runs \(/],
  [['run', 'x.yaml', '--datbase', 'env'], /unknown flag --datbase \(did you mean --database\?\)/],
  [['run', 'x.yaml', '--datbase=env'], /unknown flag --datbase \(did you mean --database\?\)/],
  [['run', 'x.yaml', '--randm-seed', '1'], /unknown flag --randm-seed \(did you mean --random-seed\?\)/],
  [['run', 'x.yaml', '--no-colour'], /unknown flag --no-colour \(did you mean --no-color\?\)/],
  [['run', 'x.yaml', '-z'], /unknown flag -z \(alimentador run --help has examples\)/],
  [['plan', 'x.yaml', '--label', 'run'], /unknown flag --label \(alimentador plan --help has examples\)/],
  [['validate', 'x.yaml', '--limit', '3'], /unknown flag --limit \(alimentador validate --help has examples\)/],
  [['run', 'x.yaml', '--database'], /--database needs a value \(alimentador run --help/],
  [['init', '--ci', 'svn'], /--ci "svn": it may be "auto", "github", "gitlab", "both", "none"/],
  [['report'], /something is missing: alimentador report <report>/],
];
for (const [words, said] of mistakes) {
  test(`alimentador ${words.join(' ')}: exit 2 and one line`, async () => {
    const ended = await cli(words);
    assertUsage(ended, said);
    assert.match(ended.stderr, /^alimentador: .+ \(.+\)\n$/);
  });
}

const lacking: readonly (readonly [words: readonly string[], said: RegExp])[] = [
  [['run', 'nothing.yaml'], /nothing\.yaml.*(no such file|does not exist)/],
  [['validate', 'nothing.yaml'], /nothing\.yaml.*(no such file|does not exist)/],
  [['plan', 'nothing.yaml'], /nothing\.yaml.*(no such file|does not exist)/],
  [['report', 'nothing.json'], /nothing\.json cannot be read/],
];
for (const [words, said] of lacking) {
  test(`alimentador ${words.join(' ')}: exit 2`, async () => assertUsage(await cli(words), said));
}

test('flags that say something impossible: exit 2 before anything is started', async () => {
  const smoke = packageFile('scenarios/smoke.yaml');
  const flags: readonly (readonly [readonly string[], RegExp])[] = [
    [['--database', 'mysql://x'], /--database is no connection URL, such as .* \(or say env\)/],
    [['--database', 'env'], /neither DATABASE_URL nor PGHOST is set/],
    [['--duration', '5'], /from --duration 5/],
    [['--connections', 'many'], /from --connections many/],
    [['--operations-per-lane', '1,2'], /--operations-per-lane needs 4 whole numbers/],
    [['--operations-per-lane', '1,2,3,-4'], /--operations-per-lane needs 4 whole numbers/],
    [
      ['--set', 'streamPhase.lanez=3'],
      /streamPhase\.lanez: unknown key, from --set streamPhase\.lanez=3 \(did you mean "lanes"\?\)/,
    ],
  ];
  const ends = await Promise.all(flags.map(([words]) => cli(['run', smoke, ...words])));
  for (const [place, end] of ends.entries()) assertUsage(end, flags[place]![1]);
});

test('an env file that is not there is named', async () => {
  const { code, stderr } = await cli(['run', packageFile('scenarios/smoke.yaml'), '--env-file', 'nothing.env']);
  assert.match(stderr, /nothing\.env/);
  // Node 20 looks for its own --env-file behind the script too, and ends with 9 before we are asked.
  assert.ok(code === 2 || (code === 9 && process.version.startsWith('v20.')), `exit ${code}`);
});

/** Files that are no scenarios; each has to be refused quickly and in words. */
const files: Readonly<Record<string, readonly [content: string | Buffer, said: RegExp]>> = {
  'empty.yaml': ['', /./],
  'list.yaml': ['- a\n- b\n', /./],
  'binary.yaml': [Buffer.from([0, 159, 146, 150, 255, 254, 0, 1, 2, 3]), /./],
  'utf16.yaml': [Buffer.from('\ufeffversion: 1\n', 'utf16le'), /./],
  'big.yaml': [Buffer.alloc(50 * 1024 * 1024, 'a: b\n'), /(too large|larger|MB|MiB)/],
  'deep.yaml': [`a: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`, /./],
  'bomb.yaml': [
    ['a: &a [x, x, x, x, x, x, x, x, x, x]']
      .concat(
        Array.from('bcdefghi').map(
          (name, place) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[place]}`).join(', ')}]`,
        ),
      )
      .join('\n'),
    /alias/i,
  ],
  'proto.yaml': [
    'version: 1\n__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }\n',
    /the key __proto__ is not allowed/,
  ],
};

for (const [name, [content, said]] of Object.entries(files)) {
  test(`${name} is no scenario`, async () => {
    const path = join(temporaryFolder(), name);
    writeFileSync(path, content);
    assertUsage(await cli(['validate', path]), said);
  });
}

test('run and plan refuse what validate refuses, with the same words', async () => {
  const path = join(temporaryFolder(), 'proto.yaml');
  writeFileSync(path, files['proto.yaml']![0]);
  const [validated, ...others] = await Promise.all(['validate', 'run', 'plan'].map(command => cli([command, path])));
  for (const other of others) assert.deepEqual(other, validated);
});

test('a folder is no scenario and no report', async () => {
  const folder = join(temporaryFolder(), 'folder.yaml');
  mkdirSync(folder);
  assertUsage(await cli(['run', folder]), /folder/);
  assertUsage(await cli(['report', folder]), /folder/);
});

const reports: Readonly<Record<string, readonly [content: string, said: RegExp]>> = {
  'no JSON': ['{', /is no JSON/],
  'another JSON': ['{"a": 1}', /is no report of alimentador/],
  'a list': ['[]', /is no report of alimentador/],
  null: ['null', /is no report of alimentador/],
  'a report of a later version': ['{"reportVersion": 99}', /has report version 99; this tool knows up to 1/],
};
for (const [name, [content, said]] of Object.entries(reports)) {
  test(`report: ${name} is refused`, async () => {
    const path = join(temporaryFolder(), 'it.json');
    writeFileSync(path, content);
    assertUsage(await cli(['report', path]), said);
  });
}
