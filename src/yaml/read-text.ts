import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

const mostBytes = 5_000_000;

/** Why a file's text cannot be had, as a predicate of the file; line and column from 1 where the fault has a place. */
export interface Unreadable {
  readonly message: string;
  readonly hint: string;
  readonly line?: number;
  readonly column?: number;
}

/** The text of a UTF-8 file of at most 5 MB, without its byte order mark, or why there is none. */
export async function readText(path: string): Promise<{ text: string } | { unreadable: Unreadable }> {
  try {
    // Asked before opening: a pipe or a device would never end, a huge file would fill the memory.
    const facts = await stat(path);
    const unsuitable = facts.isFile() ? tooLarge(facts.size) : notAFile(facts.isDirectory());
    if (unsuitable !== undefined) return { unreadable: unsuitable };
    const bytes = await readFile(path);
    return decode(bytes);
  } catch (error) {
    return { unreadable: failure(error, path) };
  }
}

function notAFile(isDirectory: boolean): Unreadable {
  const message = isDirectory ? 'is a folder, not a file' : 'is not a regular file';
  return { message, hint: isDirectory ? 'name a file in it' : 'write its content to a file and name that' };
}

function tooLarge(size: number): Unreadable | undefined {
  if (size <= mostBytes) return undefined;
  const message = `is ${(size / 1_000_000).toFixed(1)} MB large, and at most 5 MB are read`;
  return { message, hint: 'is it the right file?' };
}

function decode(bytes: Uint8Array): { text: string } | { unreadable: Unreadable } {
  const large = tooLarge(bytes.length);
  if (large !== undefined) return { unreadable: large };
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    return { unreadable: { message: 'is binary, or not in UTF-8', hint: 'save it as text in UTF-8' } };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const hint = 'save the file as UTF-8';
    return { unreadable: { message: 'is not in UTF-8 here', hint, ...firstInvalid(bytes) } };
  }
}

/** Line and column of the first replacement character that decoding has to make. */
function firstInvalid(bytes: Uint8Array): { line: number; column: number } {
  const text = new TextDecoder().decode(bytes);
  const before = text.slice(0, Math.max(0, text.indexOf('\ufffd')));
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: before.length - start + 1 };
}

function failure(error: unknown, path: string): Unreadable {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return { message: `does not exist (${resolve(path)})`, hint: 'check the path' };
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return { message: 'may not be read', hint: 'give the user that runs this the right to read it' };
  }
  if (code === undefined) throw error;
  return { message: `cannot be read (${code})`, hint: 'check the path' };
}
