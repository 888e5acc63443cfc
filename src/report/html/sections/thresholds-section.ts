import type { ThresholdResult } from '../../report.generated.ts';
import { thresholdSlugs } from '../check-slugs.ts';
import { markup, type Content, type Markup } from '../markup.ts';
import { countOf, numberText } from '../number-text.ts';
import { table } from '../table.ts';
import { outcomeMark } from '../verdict-mark.ts';

/** Thresholds with the values that their paths had, failed ones first; nothing where the scenario sets none. */
export function thresholdsTable(thresholds: readonly ThresholdResult[]): Content {
  if (thresholds.length === 0) return false;
  const slugs = thresholdSlugs(thresholds);
  const entries = thresholds.map((each, index) => ({ ...each, slug: slugs[index] ?? '' }));
  const failedFirst = [...entries.filter(each => !each.passed), ...entries.filter(each => each.passed)];
  const failed = entries.filter(each => !each.passed).length;
  const caption = `${countOf(thresholds.length, 'threshold')}, ${failed === 0 ? 'all met' : `${failed} not met`}`;
  return table(
    caption,
    [
      {
        heading: 'Threshold',
        cell: each => markup`<a href="#${encodeURIComponent(each.slug)}"><code>${each.expression}</code></a>`,
      },
      {
        heading: 'Result',
        cell: each => outcomeMark(each.passed ? 'passed' : 'failed', each.passed ? 'Met' : 'Not met'),
      },
      { heading: 'Found', cell: each => found(each) },
    ],
    failedFirst,
    { anchor: each => each.slug },
  );
}

function found({ actual, error }: ThresholdResult): Markup {
  if (error !== null) return markup`${error}`;
  const values = Object.entries(actual).map(([path, value]) => {
    const text = typeof value === 'number' || value === null ? numberText(value) : String(value);
    return markup`<li>${text}${Object.keys(actual).length > 1 && markup` <span class="note">${path}</span>`}</li>`;
  });
  return markup`<ul class="plain">${values}</ul>`;
}
