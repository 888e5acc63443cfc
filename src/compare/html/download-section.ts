import { markup, type Markup } from '../../report/html/markup.ts';
import { packedLink } from '../../report/html/packed-link.ts';
import type { Comparison } from '../comparison.generated.ts';

/** The whole comparison as a file to save, `….json.gz`. */
export function downloadSection(comparison: Comparison): Markup {
  return markup`<p>Everything on this page comes from the comparison's JSON. <a id="json" href="${packedLink(comparison)}" download="${fileName(comparison)}.gz">Save the JSON</a>, compressed by gzip.</p>
`;
}

function fileName({ scenario, comparedAt }: Comparison): string {
  const time = comparedAt.replace(/\.\d+/, '').replace(/[-:]/g, '');
  return `${scenario.name}-compared-${time}.json`.replace(/[^\p{L}\p{N}.-]+/gu, '_');
}
