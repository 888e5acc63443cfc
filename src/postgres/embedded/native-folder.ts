import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** An entry of pg-symlinks.json; both paths begin with `native/`. `source` is what the link `target` points at. */
interface LinkEntry {
  readonly source: string;
  readonly target: string;
}

/**
 * Makes the links that npm packages cannot hold and the package's install script makes, unless scripts were off.
 * Returns false when it cannot: the folder is read-only or not ours to write.
 */
export function addMissingLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const entries = JSON.parse(readFileSync(list, 'utf8')) as LinkEntry[];
  return entries.every(({ source, target }) => addLink(join(native, '..', target), relative(dirname(target), source)));
}

/** Copies the folder with its links, readable by everyone whatever our umask and its modes are. */
export function copyNative(native: string, copy: string): void {
  copyFolder(native, copy);
  addMissingLinks(copy);
}

function addLink(path: string, pointsAt: string): boolean {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return true;
  try {
    symlinkSync(pointsAt, path);
    return true;
  } catch (error) {
    // Another process made it since we looked.
    return error instanceof Error && 'code' in error && error.code === 'EEXIST';
  }
}

function copyFolder(from: string, to: string): void {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) copyFolder(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else copyFile(source, target);
  }
}

function copyFile(source: string, target: string): void {
  copyFileSync(source, target, constants.COPYFILE_FICLONE);
  chmodSync(target, (statSync(source).mode & 0o100) === 0 ? 0o644 : 0o755);
}
