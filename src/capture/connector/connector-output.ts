import { appendFileSync, closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { lastLines } from '../../postgres/embedded/log-tail.ts';
import { withoutPasswords } from '../../shared/without-passwords.ts';

const tailBytes = 16_384;

/** Writes a line of ours into what the connector prints, and says where its output goes on. */
export function markOutput(file: string, line: string): number {
  appendFileSync(file, `--- alimentador: ${line}\n`, { mode: 0o600 });
  return statSync(file).size;
}

/** The last lines behind a place of the file, for an error message. */
export function outputTail(file: string, from: number): string {
  const { size } = statSync(file);
  const bytes = readBetween(file, Math.max(from, size - tailBytes), size);
  return withoutPasswords(lastLines(bytes.toString('utf8')));
}

/**
 * Looks for a line that matches, from a place of the file on; each call reads on where the last one stopped. The line
 * that is still being written counts with what there is of it.
 */
export function lineWatch(file: string, from: number, pattern: RegExp): () => boolean {
  const decoder = new StringDecoder('utf8');
  let place = from;
  let rest = '';
  return () => {
    const bytes = readBetween(file, place, statSync(file).size);
    place += bytes.length;
    const lines = (rest + decoder.write(bytes)).split(/\r?\n/);
    rest = lines.at(-1) ?? '';
    return lines.some(line => line.search(pattern) >= 0);
  };
}

function readBetween(file: string, from: number, to: number): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(Math.max(0, Math.min(to, fstatSync(descriptor).size) - from));
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, from));
  } finally {
    closeSync(descriptor);
  }
}
