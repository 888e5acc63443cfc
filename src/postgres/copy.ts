import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { CopyInQuery } from './copy-in-query.ts';

const chunkCharacters = 65_536;

/** One row in COPY's text format (PostgreSQL documentation, COPY, "Text Format"). */
export function copyLine(values: readonly (string | null)[]): string {
  let line = '';
  for (let place = 0; place < values.length; place++) {
    const value = values[place]!;
    if (place > 0) line += '\t';
    line += value === null ? '\\N' : /[\\\t\n\r]/.test(value) ? escapeField(value) : value;
  }
  return `${line}\n`;
}

function escapeField(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

/**
 * Sends rows with a COPY ... FROM STDIN. Rows are made while the server works on those before.
 * @param progress called now and then with the rows sent so far
 */
export async function copyIn(
  client: pg.ClientBase,
  sql: string,
  rows: Iterable<readonly (string | null)[]>,
  progress: (rows: number) => void = () => undefined,
): Promise<number> {
  const copy = client.query(new CopyInQuery(sql));
  let [count, chunk] = [0, ''];
  try {
    for (const row of rows) {
      chunk += copyLine(row);
      count += 1;
      if (chunk.length < chunkCharacters) continue;
      await copy.write(chunk);
      chunk = '';
      progress(count);
    }
    await copy.write(chunk);
  } catch (error) {
    await copy.cancel('the rows could not be made');
    throw error;
  }
  await copy.finish();
  progress(count);
  return count;
}

/** Rows of a COPY ... TO STDOUT as fields. Whoever stops before the last one loses the session: nothing else ends a COPY. */
export async function* copyOut(client: pg.Client, sql: string): AsyncGenerator<(string | null)[]> {
  const stream = client.query(copyTo(sql));
  const decoder = new TextDecoder();
  let rest = '';
  let isLeftEarly = true;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
      rest = lines.pop()!;
      for (const line of lines) yield line.split('\t').map(readField);
    }
    isLeftEarly = false;
  } catch (error) {
    isLeftEarly = false;
    throw error;
  } finally {
    if (isLeftEarly) void client.end();
  }
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function readField(field: string): string | null {
  if (field === '\\N') return null;
  if (!field.includes('\\')) return field;
  return field.replaceAll(/\\(.)/gs, (_, character: string) => escapes[character] ?? character);
}
