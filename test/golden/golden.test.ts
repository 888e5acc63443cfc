import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { messageOf } from '../../src/shared/errors.ts';
import { goldenOf, goldenScenarios, type Golden } from './digests.ts';

const reminder =
  'A changed digest makes every run that was recorded before incomparable. If it has to be: ' +
  '`npm run golden`, look at the difference, and say the reason in the commit and in CHANGELOG.md.';

function committed(name: string): Golden {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as Golden;
}

function assertGolden(found: Golden, name: string, where: string): void {
  try {
    assert.deepEqual(found, committed(name));
  } catch (error) {
    throw new Error(`test/golden/${name}.json, ${where}: ${reminder}\n${messageOf(error)}`, { cause: error });
  }
}

test('every scenario and model still makes what its golden file says', async () => {
  for (const { name, path } of goldenScenarios()) assertGolden(await goldenOf(path), name, 'here');
});

function pathOf(name: string): string {
  return goldenScenarios().find(scenario => scenario.name === name)!.path;
}

test('over how many connections the lanes are spread enters no digest', async () => {
  for (const connections of [1, 2, 8]) {
    assertGolden(await goldenOf(pathOf('stress'), { connections }), 'stress', `with ${connections} connections`);
  }
});

test('how many row images are cached enters no digest', async () => {
  for (const name of ['shop', 'model-shop', 'model-hospital']) {
    for (const cacheRows of [1, 100_000]) {
      assertGolden(await goldenOf(pathOf(name), { cacheRows }), name, `with ${cacheRows} cached rows`);
    }
  }
});

const environments = [
  { TZ: 'America/Sao_Paulo', LANG: 'pt_BR.UTF-8' },
  { TZ: 'Asia/Kolkata', LC_ALL: 'C' },
];

test('time zone and locale of the machine change nothing', async () => {
  const run = promisify(execFile);
  const script = fileURLToPath(new URL('print-digests.ts', import.meta.url));
  const printed = environments.map(async environment => {
    const env = { PATH: process.env['PATH'], ...environment };
    const { stdout } = await run(process.execPath, ['--import', 'tsx', script], { env, maxBuffer: 10_000_000 });
    return JSON.parse(stdout) as Record<string, Golden>;
  });
  for (const [place, found] of (await Promise.all(printed)).entries()) {
    assert.deepEqual(
      Object.keys(found),
      goldenScenarios().map(({ name }) => name),
    );
    for (const [name, golden] of Object.entries(found)) {
      assertGolden(golden, name, `under ${Object.values(environments[place]!).join(', ')}`);
    }
  }
});
