import type { Report } from '../../report.generated.ts';
import { markup, type Markup } from '../markup.ts';
import { packedLink } from '../packed-link.ts';

/**
 * The whole report as a file to save, `….json.gz`: `alimentador report` reads it as it is, `gunzip` unpacks it.
 */
export function dataSection(report: Report): Markup {
  return markup`<p>Everything on this page comes from the report's JSON. <a id="json" href="${packedLink(report)}" download="${fileName(report)}.gz">Save the JSON</a>, compressed by gzip.</p>
`;
}

function fileName({ scenario, startedAt }: Report): string {
  const time = startedAt.replace(/\.\d+/, '').replace(/[-:]/g, '');
  return `${scenario.name}-${time}.json`.replace(/[^\p{L}\p{N}.-]+/gu, '_');
}
