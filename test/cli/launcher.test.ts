import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../helpers/scenarios.ts';
import { root, start } from './run-cli.ts';

/** A checkout of its own, not built. */
function checkout(): string {
  const folder = temporaryFolder();
  for (const name of ['src', 'schema', 'sql', 'scenarios', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

test('the first uses build, several at once too; the next does not; an edit makes it build again', async () => {
  const folder = checkout();
  const version = () => start([process.execPath, join(folder, 'src', 'alimentador.js'), '--version']).ended;
  for (const { code, stdout, stderr } of await Promise.all([version(), version(), version()])) {
    assert.deepEqual({ code, stdout }, { code: 0, stdout: '0.1.0\n' }, stderr);
  }
  assert.ok(existsSync(join(folder, 'dist', 'cli.js')));
  assert.deepEqual(readdirSync(folder).filter(name => name.startsWith('dist.')), []); // prettier-ignore
  assert.equal((await version()).stderr, '');
  const later = new Date(Date.now() + 60_000);
  utimesSync(join(folder, 'src', 'cli.ts'), later, later);
  assert.match((await version()).stderr, /^alimentador: building dist\//);
});
