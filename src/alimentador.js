#!/usr/bin/env node
// The launcher. It builds dist/ when that is missing or older than src/ (a checkout after `npm ci --ignore-scripts`, or
// after an edit) and starts the command line. The published package has no TypeScript sources, so there it only starts.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sourceFolder = dirname(fileURLToPath(import.meta.url));
const root = dirname(sourceFolder);
const dist = join(root, 'dist');
const stamp = join(dist, '.built');

/** Newest modification time (ms) of the TypeScript sources; 0 in the published package, which has none. */
function newestSourceMs() {
  const files = readdirSync(sourceFolder, { recursive: true }).filter(name => String(name).endsWith('.ts'));
  return Math.max(0, ...files.map(name => statSync(join(sourceFolder, String(name))).mtimeMs));
}

/** Compiles into a folder of its own and renames it, so that two first uses at once do not trip over each other. */
function build(startedMs) {
  const packageFile = createRequire(import.meta.url).resolve('typescript/package.json');
  const compiler = join(dirname(packageFile), 'bin', 'tsc');
  const fresh = `${dist}.${process.pid}`;
  execFileSync(process.execPath, [compiler, '-p', join(sourceFolder, 'tsconfig.json'), '--outDir', fresh], {
    stdio: ['ignore', 2, 2],
  });
  writeFileSync(join(fresh, '.built'), '');
  utimesSync(join(fresh, '.built'), new Date(startedMs), new Date(startedMs));
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
}

const isBuild = process.argv[2] === '--build';
const newest = newestSourceMs();
if (newest > 0 && (isBuild || !existsSync(stamp) || statSync(stamp).mtimeMs < newest)) {
  if (!isBuild) process.stderr.write('alimentador: building dist/ (first use, or sources changed)\n');
  build(Date.now());
}
if (!isBuild) await import('../dist/cli.js');
