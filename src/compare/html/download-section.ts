import { markup, type Markup } from '../../report/html/markup.ts';
import { packedLink } from '../../report/html/packed-link.ts';
import type { Comparison } from '../comparison.generated.ts';

/** A page is to weigh less than 400 kB in all: ten runs of ten minutes would weigh that alone. */
const mostCharacters = 150_000;

/** The comparison as a file to save, `….json.gz`; without the courses of its runs where those are too heavy. */
export function downloadSection(comparison: Comparison): Markup {
  const whole = packedLink(comparison);
  const isWhole = whole.length <= mostCharacters;
  const link = isWhole ? whole : packedLink({ ...comparison, series: [], retained: [] });
  return markup`<p>Everything on this page comes from the comparison's JSON. <a id="json" href="${link}" download="${fileName(comparison)}.gz">Save the JSON</a>, compressed by gzip${!isWhole && ', without the course over time of every single run, which would make this page too heavy: alimentador compare writes all of it with --reporter json=FILE'}.</p>
`;
}

function fileName({ scenario, comparedAt }: Comparison): string {
  const time = comparedAt.replace(/\.\d+/, '').replace(/[-:]/g, '');
  return `${scenario.name}-compared-${time}.json`.replace(/[^\p{L}\p{N}.-]+/gu, '_');
}
