import type { Report } from '../report.generated.ts';
import { htmlDocument } from './document.ts';
import type { Section } from './section.ts';
import { charts, distribution } from './sections/charts-section.ts';
import { capturesSection } from './sections/captures-section.ts';
import { checksTable } from './sections/checks-section.ts';
import { dataSection } from './sections/data-section.ts';
import { digestsSection } from './sections/digests-section.ts';
import { environmentSection } from './sections/environment-section.ts';
import { eventsTable } from './sections/events-table.ts';
import { latencyTable } from './sections/latency-table.ts';
import { masthead } from './sections/masthead.ts';
import { findingsSection } from './sections/findings-section.ts';
import { messages } from './sections/messages-section.ts';
import { outcomesTable } from './sections/outcomes-table.ts';
import { rejectionsTable } from './sections/rejections-table.ts';
import { scenarioSection } from './sections/scenario-section.ts';
import { seedTable } from './sections/seed-section.ts';
import { stateSection } from './sections/state-section.ts';
import { thresholdsTable } from './sections/thresholds-section.ts';
import { tiles } from './sections/tiles.ts';
import { outcomeWord } from './verdict-mark.ts';

/**
 * The report as one HTML page (see `htmlDocument`). The same report gives the same page.
 */
export function renderHtml(report: Report): string {
  const { scenario, verdict, tool } = report;
  return htmlDocument({
    title: `${scenario.name}: ${outcomeWord[verdict].toLowerCase()}`,
    masthead: masthead(report),
    sections: sectionsOf(report),
    skipTo: { id: 'checks', name: 'checks' },
    tool,
  });
}

/** What a reader wants to know, in the order of wanting. */
function sectionsOf(report: Report): Section[] {
  const [captures, findings, rejections] = [capturesSection, findingsSection, rejectionsTable].map(of => of(report));
  return [
    {
      id: 'checks',
      heading: 'Checks and thresholds',
      body: [checksTable(report.checks), thresholdsTable(report.thresholds)],
    },
    { id: 'overview', heading: 'In short', body: tiles(report) },
    { id: 'charts', heading: 'Charts', body: charts(report) },
    {
      id: 'operations',
      heading: 'Operations',
      body: [distribution(report), latencyTable(report), outcomesTable(report)],
    },
    { id: 'state', heading: 'Tables and state', body: stateSection(report) },
    { id: 'events', heading: 'Events', body: eventsTable(report) },
    { id: 'seed-phase', heading: 'Seed phase', body: seedTable(report) },
    ...(captures === undefined ? [] : [{ id: 'captures', heading: 'Captures', body: captures }]),
    ...(findings === undefined ? [] : [{ id: 'findings', heading: 'Findings', body: findings }]),
    ...(rejections === undefined ? [] : [{ id: 'rejections', heading: 'Rejections', body: rejections }]),
    { id: 'messages', heading: 'Warnings and errors', body: messages(report) },
    { id: 'environment', heading: 'Environment', body: environmentSection(report) },
    { id: 'scenario', heading: 'Scenario', body: scenarioSection(report) },
    { id: 'digests', heading: 'Digests', body: digestsSection(report) },
    { id: 'data', heading: 'Data', body: dataSection(report) },
  ];
}
