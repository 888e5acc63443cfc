#!/usr/bin/env node
// The launcher. It builds dist/ when that is missing or older than src/ (a checkout after `npm ci --ignore-scripts`, or
// after an edit) and starts the command line. The published package has no TypeScript sources, so there it only starts.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const sourceFolder = dirname(fileURLToPath(import.meta.url));
const root = dirname(sourceFolder);
const dist = join(root, 'dist');
const stamp = join(dist, '.built');

/** Newest modification time (ms) of the TypeScript sources; 0 in the published package, which has none. */
function newestSourceMs() {
  const files = readdirSync(sourceFolder, { recursive: true }).filter(name => String(name).endsWith('.ts'));
  return Math.max(0, ...files.map(name => statSync(join(sourceFolder, String(name))).mtimeMs));
}

/**
 * Compiles into a folder of its own and puts it in the place of dist/. Two first uses at once take turns: the later one
 * finds it done. A lock that a killed build left behind is taken over after a minute.
 */
function build(isForced) {
  const lock = `${dist}.lock`;
  const fresh = `${dist}.${process.pid}`;
  takeLock(lock);
  try {
    if (!isForced && isFresh()) return;
    const packageFile = createRequire(import.meta.url).resolve('typescript/package.json');
    const compiler = join(dirname(packageFile), 'bin', 'tsc');
    const startedAt = new Date();
    execFileSync(process.execPath, [compiler, '-p', join(sourceFolder, 'tsconfig.json'), '--outDir', fresh], {
      stdio: ['ignore', 2, 2],
    });
    writeFileSync(join(fresh, '.built'), '');
    utimesSync(join(fresh, '.built'), startedAt, startedAt);
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(lock, { recursive: true, force: true });
  }
}

function takeLock(lock) {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const ageMs = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (ageMs > 60_000) rmSync(lock, { recursive: true, force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
}

/** The published package has no sources and is always fresh. */
function isFresh() {
  const newest = newestSourceMs();
  return newest === 0 || (existsSync(stamp) && statSync(stamp).mtimeMs >= newest);
}

const isBuild = process.argv[2] === '--build';
if (isBuild || !isFresh()) {
  if (!isBuild) process.stderr.write('alimentador: building dist/ (first use, or sources changed)\n');
  if (newestSourceMs() > 0) build(isBuild);
}
// Left alone, V8 lets the garbage of a long run grow to several times of what lives: by half a gigabyte for a million changes.
setFlagsFromString('--heap-growing-percent=20');
if (!isBuild) await import('../dist/cli.js');
