import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { messageOf, UsageError } from '../shared/errors.ts';

/**
 * The text of a report's file; one that was saved from its page is compressed by gzip.
 * @throws UsageError where it cannot be read
 */
export async function readReportFile(path: string): Promise<string> {
  try {
    const bytes = await readFile(path);
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (isPacked ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
