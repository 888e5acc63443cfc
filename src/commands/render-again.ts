import { renderHtml } from '../report/html/page.ts';
import { parseReport } from '../report/parse-report.ts';
import { readReportFile } from '../report/read-report-file.ts';
import { writeWhole } from '../report/write-report.ts';
import { messageOf, UsageError } from '../shared/errors.ts';

/**
 * Makes the HTML of a report in JSON again.
 * @throws UsageError when the file is no report
 */
export async function renderAgain(path: string, html: string): Promise<void> {
  const rendered = renderHtml(await parseReport(await readReportFile(path), path));
  await writeWhole(html, rendered).catch((error: unknown) => {
    throw new UsageError(`${html} cannot be written: ${messageOf(error)}`, { cause: error });
  });
}
