import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeConnectorFolder } from '../../../src/capture/connector/connector-folder.ts';

test('a folder is new each time, and goes when it is removed or the process ends', () => {
  const exits = new Set<() => void>();
  const atExit = (cleanUp: () => void): (() => boolean) => {
    exits.add(cleanUp);
    return () => exits.delete(cleanUp);
  };
  const [first, second] = [makeConnectorFolder(atExit), makeConnectorFolder(atExit)];
  assert.notEqual(first.path, second.path);
  writeFileSync(join(first.path, 'offsets.dat'), 'x');
  first.remove();
  assert.deepEqual([existsSync(first.path), existsSync(second.path), exits.size], [false, true, 1]);
  for (const cleanUp of exits) cleanUp();
  assert.equal(existsSync(second.path), false);
});
