import { markup, type Content, type Markup } from '../../report/html/markup.ts';
import { table } from '../../report/html/table.ts';
import type { Comparison, FacingCaptures, Metric } from '../comparison.generated.ts';
import { differenceText } from '../metric-text.ts';
import { valueText } from '../value-text.ts';

/** Captures that face each other, side by side, with what either found and how late it was. */
export function facingSection(comparison: Comparison): Content {
  return comparison.captures.map(pair => pairTable(pair, comparison));
}

function pairTable(pair: FacingCaptures, { metrics, sides }: Comparison): Markup {
  const own = metrics.filter(({ capture }) => capture === pair.name).sort(findingsFirst);
  const side = (which: 'base' | 'candidate') => ({
    heading: `${sides[which].name}: ${captureText(sides[which].connectors, pair[which])}`,
    number: true,
    cell: (metric: Metric) => valueText(metric[which].value, metric.unit),
  });
  return markup`<div class="facing">${table(
    captions[pair.kind](pair),
    [
      { heading: 'Metric', cell: ({ label }) => label },
      side('base'),
      side('candidate'),
      { heading: 'Difference', number: true, cell: differenceText },
    ],
    own,
  )}</div>
`;
}

const captions: Readonly<Record<FacingCaptures['kind'], (pair: FacingCaptures) => string>> = {
  reference: ({ name }) => `${name}: what PostgreSQL itself emitted`,
  connector: ({ name }) => `${name}: what a connector delivered`,
  table: ({ name }) => `${name}: the rows of a replica`,
};

/** Findings before times: those worst first, as they are sorted already, these by name. */
function findingsFirst(one: Metric, other: Metric): number {
  if (one.kind !== other.kind) return one.kind === 'exact' ? -1 : 1;
  return one.kind === 'exact' ? 0 : one.label.localeCompare(other.label, 'en');
}

/** The capture with what is known of its connector: `dbz (debezium-3.6, 3.6.0.Final)`. */
function captureText(connectors: Comparison['sides']['base']['connectors'], name: string): string {
  const connector = connectors.find(({ capture }) => capture === name);
  const told = [connector?.label, connector?.version].filter(text => text != null && text !== name).join(', ');
  return told === '' ? name : `${name} (${told})`;
}
