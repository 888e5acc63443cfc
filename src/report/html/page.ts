import { createHash } from 'node:crypto';
import type { Report } from '../report.generated.ts';
import { Markup, markup } from './markup.ts';
import { pageScript } from './page-script.generated.ts';
import { sectionMark, type Section } from './section.ts';
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
import { stylesheet } from './stylesheet.ts';
import { outcomeWord } from './verdict-mark.ts';

/**
 * The report as one HTML page that needs nothing else, not the network either. Where a host blocks its script or its
 * style sheet, all of it can still be read. The same report gives the same page.
 */
export function renderHtml(report: Report): string {
  const sections = sectionsOf(report);
  const page = markup`<!doctype html>
<html lang="en">
${head(report)}<body>
<div class="page">
<a class="skip" href="#checks">Skip to the checks</a>
${masthead(report)}
<nav aria-label="Contents"><ul>${sections.map(({ id, heading }) => markup`<li><a href="#${id}">${heading}</a></li>`)}</ul></nav>
<main>
${sections.map(sectionMark)}</main>
<footer>Written by ${report.tool.name} ${report.tool.version}.</footer>
</div>
<script>${new Markup(pageScript)}</script>
</body>
</html>
`;
  return page.text;
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

/**
 * The policy names the one style sheet and the one script by their hashes: were a value from the database ever to get through unescaped, no
 * browser would run it, load anything for it or style it. The empty icon keeps browsers from asking the host for one.
 */
function head({ scenario, verdict }: Report): Markup {
  const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hashOf(stylesheet)}'; script-src 'sha256-${hashOf(pageScript)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return markup`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${scenario.name}: ${outcomeWord[verdict].toLowerCase()}</title>
<link rel="icon" href="data:,">
<style>${new Markup(stylesheet)}</style>
</head>
`;
}
