// Runs every *.test.ts below the folders named on the command line (all of test/ but bench, browser and connectors when
// none is named) with node:test. `node --test` takes no globs on Node 20, so the files are found here.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const apart = new Set(['bench', 'browser', 'connectors']);
const named = process.argv.slice(2);
const folders = named.length > 0 ? named : readdirSync(root).filter(name => !apart.has(name));
const files = folders.flatMap(folder => testsBelow(join(root, folder)));
if (files.length === 0) {
  console.error(`no tests found in ${folders.join(', ')}`);
  process.exit(1);
}
// A file of connectors/ keeps two cores busy by itself: a broker, one or two connectors, PostgreSQL and the run.
const atOnce = folders.includes('connectors') ? 1 : 2;
// Of a file, far beyond what the slowest takes: one that waits in vain is named instead of holding up all the others.
const limitMs = 20 * 60_000;
const options = [`--test-concurrency=${atOnce}`, `--test-timeout=${limitMs}`];
const args = ['--import', 'tsx', '--test', ...options, ...files.sort()];
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit', cwd: join(root, '..') }).status ?? 1);

function testsBelow(path: string): string[] {
  if (path.endsWith('.test.ts')) return [path];
  if (/\.\w+$/.test(path)) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap(entry => testsBelow(join(path, entry.name)));
}
