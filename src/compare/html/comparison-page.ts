import { htmlDocument } from '../../report/html/document.ts';
import { emptyNote, type Section } from '../../report/html/section.ts';
import { markup, type Content } from '../../report/html/markup.ts';
import type { Comparison } from '../comparison.generated.ts';
import { comparisonRules } from './comparison-rules.ts';
import { comparisonMasthead } from './comparison-masthead.ts';
import { downloadSection } from './download-section.ts';
import { differencesSection } from './differences-section.ts';
import { facingSection } from './facing-section.ts';
import { metricsSection } from './metrics-section.ts';
import { overlaidCharts } from './overlaid-charts.ts';
import { overlaidPercentiles } from './overlaid-percentiles.ts';
import { runsSection } from './runs-section.ts';
import { spreadSection } from './spread-section.ts';

/** The comparison as one HTML page, both sides laid over each other. The same comparison gives the same page. */
export function renderComparisonHtml(comparison: Comparison): string {
  const { sides, verdict, tool } = comparison;
  return htmlDocument({
    title: `${sides.candidate.name} against ${sides.base.name}: ${verdict}`,
    masthead: comparisonMasthead(comparison),
    sections: sectionsOf(comparison),
    skipTo: { id: 'metrics', name: 'metrics' },
    tool,
    rules: comparisonRules,
  });
}

/** What a reader wants to know, in the order of wanting. */
function sectionsOf(comparison: Comparison): Section[] {
  const percentiles = overlaidPercentiles(comparison);
  return [
    { id: 'metrics', heading: 'Metrics', body: metricsSection(comparison) },
    { id: 'warnings', heading: 'Warnings', body: warnings(comparison) },
    { id: 'spread', heading: 'Spread of the runs', body: spreadSection(comparison) },
    ...(comparison.captures.length === 0
      ? []
      : [{ id: 'captures', heading: 'Captures', body: facingSection(comparison) }]),
    { id: 'charts', heading: 'Charts', body: overlaidCharts(comparison) },
    ...(percentiles.length === 0 ? [] : [{ id: 'percentiles', heading: 'Percentiles', body: percentiles }]),
    { id: 'differences', heading: 'What differs', body: differencesSection(comparison) },
    { id: 'runs', heading: 'Runs', body: runsSection(comparison) },
    { id: 'data', heading: 'Data', body: downloadSection(comparison) },
  ];
}

function warnings({ warnings: lines }: Comparison): Content {
  if (lines.length === 0) return emptyNote('No warning.');
  return markup`<ul class="messages">${lines.map(line => markup`<li>${line}</li>`)}</ul>
`;
}
