import { gzipSync } from 'node:zlib';
import type { Report } from '../../report.generated.ts';
import { markup, type Markup } from '../markup.ts';

/**
 * The whole report as a file to save, without a script. It is compressed by gzip, so that a page stays light, and saved
 * as `….json.gz`: `alimentador report` reads it as it is, `gunzip` unpacks it. In base64 no value of the report can be
 * taken for HTML.
 */
export function dataSection(report: Report): Markup {
  const packed = gzipSync(JSON.stringify(report), { level: 9 });
  const link = `data:application/gzip;base64,${packed.toString('base64')}`;
  return markup`<p>Everything on this page comes from the report's JSON. <a id="json" href="${link}" download="${fileName(report)}.gz">Save the JSON</a>, compressed by gzip.</p>
`;
}

function fileName({ scenario, startedAt }: Report): string {
  const time = startedAt.replace(/\.\d+/, '').replace(/[-:]/g, '');
  return `${scenario.name}-${time}.json`.replace(/[^\p{L}\p{N}.-]+/gu, '_');
}
