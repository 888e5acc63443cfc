import assert from 'node:assert/strict';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageFile } from '../../src/shared/package-file.ts';
import { cli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';

const nowhere = 'postgresql://u@127.0.0.1:1/x';

function folderWith(...names: string[]): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'scenarios', 'models'), { recursive: true });
  for (const name of names) cpSync(packageFile('scenarios/smoke.yaml'), join(folder, 'scenarios', name));
  return folder;
}

test('run without a scenario takes the only one in scenarios/', async () => {
  const cwd = folderWith('mine.yml', 'models/other.yaml');
  const { code, stdout, stderr } = await cli(['run', '--json', '--database', nowhere], { cwd });
  const { scenario } = JSON.parse(stdout) as { scenario: { file: string } };
  assert.deepEqual([code, scenario.file], [3, 'scenarios/mine.yml'], stderr);
});

test('where there are several it asks for one and lists them', async () => {
  const cwd = folderWith('b.yaml', 'a.yaml', 'notes.txt');
  const { code, stdout, stderr } = await cli(['run'], { cwd });
  assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
  assert.equal(
    stderr,
    'alimentador: no scenario is named, and scenarios/ has several (name one of scenarios/a.yaml, scenarios/b.yaml)\n',
  );
});

test('where there is none it says how to come by one', async () => {
  const { code, stderr } = await cli(['run'], { cwd: folderWith() });
  assert.equal(code, 2);
  assert.match(stderr, /scenarios\/ has none \(.*alimentador init\)/);
});
