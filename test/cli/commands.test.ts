import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { temporaryFolder } from '../helpers/scenarios.ts';
import { build, cli, launcher, nowhere, root, smoke, start, type Ended } from './run-cli.ts';

before(build);

const folder = temporaryFolder();
const smokeText = readFileSync(smoke, 'utf8');

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Exit 2, said on stderr in words. */
function isRefused({ code, stdout, stderr }: Ended, message: RegExp): void {
  assert.match(stderr, message);
  assert.doesNotMatch(stderr, /^\s+at |defect|undefined|\[object/m);
  assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
}

const refusals: Readonly<Record<string, [readonly string[], RegExp]>> = {
  'a flag of another command': [['validate', smoke, '--limit', '3'], /unknown flag --limit/],
  'a limit that is no number': [['plan', smoke, '--limit', 'ten'], /--limit needs a whole number/],
  'an endless plan': [['plan', join(root, 'scenarios/stress.yaml')], /the plan is endless.*--limit N/],
  'a setting without a value': [['plan', smoke, '--set', 'name'], /--set name: needs the form path=value/],
  'a setting of nothing': [['plan', smoke, '--set', 'chekcs=[]'], /chekcs: unknown key.*did you mean "checks"/],
  'a rate that is none': [['plan', smoke, '--rate', 'fast'], /streamPhase\.rate: .*from --rate fast/],
  'a report that is none': [['report', join(root, 'package.json')], /is no report of alimentador/],
  'an examination of no server': [['doctor', smoke], /the scenario names no database.*--database URL/],
};
describe('refused with exit 2 and a hint', { concurrency: 2 }, () => {
  for (const [name, [words, message]] of Object.entries(refusals)) {
    test(name, async () => {
      const ended = await cli(words);
      isRefused(ended, message);
      assert.doesNotMatch(ended.stderr, /secret/);
    });
  }

  for (const flag of ['out', 'report', 'label', 'database', 'operations-per-lane', 'duration']) {
    test(`--${flag} given twice`, async () => {
      const value = flag === 'database' ? nowhere : '1';
      const words = ['run', smoke, `--${flag}`, value, `--${flag}`, value];
      if (flag !== 'database') words.push('--database', nowhere);
      if (flag !== 'out' && flag !== 'report') words.push('--out', folder);
      isRefused(await cli(words, { cwd: folder }), /./);
    });
  }

  test('a place for the HTML that cannot be written to', async () => {
    isRefused(await cli(['report', await someReport(), '--html', '/no/such/folder/a.html']), /\/no\/such\/folder/);
  });

  test('a place for the report below a file, before anything starts', async () => {
    const file = write('file', '');
    const ended = await cli(['run', smoke, '--out', join(file, 'reports'), '--database', nowhere]);
    isRefused(ended, /the report cannot be written to .*ENOTDIR.*--out or --report/);
    assert.doesNotMatch(ended.stderr, /target:/);
  });
});

async function someReport(): Promise<string> {
  const report = join(folder, 'some.json');
  await cli(['run', smoke, '--database', nowhere, '--report', report, '--quiet']);
  return report;
}

const hostile: Readonly<Record<string, [() => string, RegExp]>> = {
  'not in UTF-8': [() => write('latin.yaml', Buffer.from(`${smokeText}# \xe9\n`, 'latin1')), /is not in UTF-8 here/],
  'with a __proto__ key': [
    () => write('proto.yaml', `${smokeText}\n__proto__:\n  polluted: true\n`),
    /the key __proto__ is not allowed/,
  ],
  'extending itself': [
    () => write('circle.yaml', `extends: ./circle.yaml\n${smokeText}`),
    /extends itself in a circle/,
  ],
};
describe('a scenario that cannot be used is refused without a stack trace', { concurrency: 2 }, () => {
  for (const [name, [path, message]] of Object.entries(hostile)) {
    test(name, async () => {
      isRefused(await cli(['validate', path()]), message);
    });
  }
});

describe('validate', { concurrency: 2 }, () => {
  test('a byte order mark and CRLF are no fault', async () => {
    const path = write('windows.yaml', `\ufeff${smokeText.replaceAll('\n', '\r\n')}`);
    assert.deepEqual(await cli(['validate', path]), { code: 0, signal: null, stdout: `${path}: valid\n`, stderr: '' });
  });

  test('all problems of all files are told, and a good file among them', async () => {
    const bad = [
      write('bad1.yaml', smokeText.replace('rate: 50/s', 'raet: 50/s').replace('version: 1', 'version: 9')),
      write('bad2.yaml', smokeText.replace('model: hospital', 'model: hospitla').replace('scale: 0.05', 'scale: -1')),
    ] as const;
    const { code, stdout, stderr } = await cli(['validate', bad[0], smoke, bad[1]]);
    assert.equal(code, 2);
    assert.equal(stdout, `${smoke}: valid\n`);
    for (const line of [/bad1\.yaml:3:\d+ version: /, /bad1\.yaml:\d+:\d+ streamPhase\.raet: .*"rate"/])
      assert.match(stderr, line);
    for (const line of [/bad2\.yaml:\d+:\d+ model: .*"hospital"/, /bad2\.yaml:9:\d+ seedPhase\.scale: /])
      assert.match(stderr, line);
  });

  test('--explain says what a run will do', async () => {
    const { code, stdout, stderr } = await cli(['validate', smoke, '--explain']);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    assert.match(stdout, /seed phase {4}682 rows: medicos 10, /);
    assert.match(stdout, /stream phase {2}150 operations in 3 s, 4 lanes on 4 connections/);
    const events = [...stdout.matchAll(/^ {4}\w+ +(\d+)$/gm)].map(([, count]) => Number(count));
    assert.equal(
      events.reduce((a, b) => a + b, 0),
      150,
    );
  });

  test('overrides count', async () => {
    const { stdout } = await cli([
      'validate',
      smoke,
      '--explain',
      '--duration',
      '1s',
      '--rate',
      '7/s',
      '--connections',
      '2',
    ]);
    assert.match(stdout, /7 operations in 1 s, 4 lanes on 2 connections/);
  });
});

describe('plan', { concurrency: 2 }, () => {
  const plan = async (...words: string[]): Promise<string> => {
    const { code, stdout, stderr } = await cli(['plan', smoke, ...words]);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    return stdout;
  };

  test('--limit 3 is three operations in JSON, the first three of all', async () => {
    const [three, all] = await Promise.all([plan('--limit', '3'), plan()]);
    const lines = three
      .split('\n')
      .slice(0, -1)
      .map(line => JSON.parse(line) as { number: number; dueMs: number });
    assert.deepEqual(lines.map(each => [each.number, each.dueMs]), [[0, 0], [1, 20], [2, 40]]); // prettier-ignore
    assert.ok(all.startsWith(three));
    assert.equal(all.split('\n').length, 151);
  });

  test('--limit 0 is none', async () => assert.equal(await plan('--limit', '0'), ''));

  test('the digest does not depend on connections, but on the random seed', async () => {
    const one = await plan('--digest', '--connections', '1');
    assert.equal(one, await plan('--digest', '--connections', '4'));
    const digests = JSON.parse(one) as { planDigest: string; workloadDigest: string; operations: number };
    const other = JSON.parse(await plan('--digest', '--random-seed', '7')) as typeof digests;
    assert.match(digests.planDigest, /^[0-9a-f]{64}$/);
    assert.equal(digests.operations, 150);
    assert.notEqual(other.planDigest, digests.planDigest);
    assert.notEqual(other.workloadDigest, digests.workloadDigest);
  });

  test('a reader that has had enough is no error', async () => {
    const endless = `'${process.execPath}' '${launcher}' plan scenarios/stress.yaml --limit 100000000 | head -1`;
    const { code, stdout, stderr } = await start(['sh', '-c', endless], { cwd: root }).ended;
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    assert.equal((JSON.parse(stdout) as { number: number }).number, 0);
  });
});

describe('a database that is not there', { concurrency: 2 }, () => {
  const noSecret = (ended: Ended, out: string): void => {
    const files = readdirSync(out).map(name => readFileSync(join(out, name), 'utf8'));
    assert.equal(files.length, 2);
    for (const text of [ended.stdout, ended.stderr, ...files]) assert.doesNotMatch(text, /secret/);
    for (const text of [ended.stdout, ...files]) assert.match(text, /cannot connect to PostgreSQL at 127\.0\.0\.1:1/);
    assert.equal(ended.code, 3);
  };
  const empty = (name: string): string => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };

  test('exit 3 with a report, and the password nowhere', async () => {
    const out = empty('given');
    noSecret(await cli(['run', smoke, '--database', nowhere, '--out', out]), out);
  });

  test('nor that of the environment', async () => {
    const [a, b] = [empty('env-url'), empty('env-parts')];
    noSecret(await cli(['run', smoke, '--database', 'env', '--out', a], { env: { DATABASE_URL: nowhere } }), a);
    const env = { PGHOST: '127.0.0.1', PGPORT: '1', PGUSER: 'u', PGPASSWORD: 'secret' };
    noSecret(await cli(['run', smoke, '--database', 'env', '--out', b], { env }), b);
  });

  test('nor that of the scenario', async () => {
    const out = empty('scenario');
    const path = write('with-url.yaml', `${smokeText}database:\n  url: postgresql://u:\${PASSWORD}@127.0.0.1:1/x\n`);
    noSecret(await cli(['run', path, '--out', out], { env: { PASSWORD: 'secret' } }), out);
  });

  test('nor that of a URL that is none', async () => {
    const { stdout, stderr } = await cli(['run', smoke, '--out', folder, '--database', 'postgresql://u:secret@[::1/x']);
    assert.doesNotMatch(stdout + stderr, /secret|defect of alimentador/);
  });
});

describe('colours of what is printed', { concurrency: 2 }, () => {
  const cases: [string, readonly string[], Readonly<Record<string, string>>, boolean][] = [
    ['none off a terminal', [], {}, false],
    ['--color', ['--color'], {}, true],
    ['--color over NO_COLOR', ['--color'], { NO_COLOR: '1' }, true],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['--no-color over FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }, false],
    ['NO_COLOR', [], { NO_COLOR: '1' }, false],
  ];
  for (const [name, flags, env, coloured] of cases) {
    test(name, async () => {
      const { stdout, stderr } = await cli(['run', smoke, '--database', nowhere, '--out', folder, ...flags], { env });
      assert.equal(stdout.includes('\u001b['), coloured);
      assert.ok(!stderr.includes('\u001b'));
      assert.match(stdout, /INCOMPLETE/);
    });
  }
});
