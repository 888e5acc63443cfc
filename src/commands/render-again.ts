import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { renderHtml } from '../report/html/page.ts';
import { parseReport } from '../report/parse-report.ts';
import { writeWhole } from '../report/write-report.ts';
import { messageOf, UsageError } from '../shared/errors.ts';

/**
 * Makes the HTML of a report in JSON again.
 * @throws UsageError when the file is no report
 */
export async function renderAgain(path: string, html: string): Promise<void> {
  const text = await readFile(path)
    .then(unpacked)
    .catch((error: unknown) => {
      throw new UsageError(`${path} cannot be read: ${messageOf(error)}`, { cause: error });
    });
  const rendered = renderHtml(await parseReport(text, path));
  await writeWhole(html, rendered).catch((error: unknown) => {
    throw new UsageError(`${html} cannot be written: ${messageOf(error)}`, { cause: error });
  });
}

/** A report saved from its page is compressed. */
function unpacked(bytes: Buffer): string {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isPacked ? gunzipSync(bytes) : bytes).toString('utf8');
}
