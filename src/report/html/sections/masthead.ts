import { formatDurationMs } from '../../../shared/duration.ts';
import type { Report } from '../../report.generated.ts';
import { checkSlugs, thresholdSlugs } from '../check-slugs.ts';
import { firstFinding } from '../first-finding.ts';
import { markup, type Content, type Markup } from '../markup.ts';
import { numberText } from '../number-text.ts';
import { timeMark } from '../time-mark.ts';
import { outcomeShape, outcomeWord } from '../verdict-mark.ts';

/** What is read first: which run, its verdict in words, the first finding as a sentence, all reasons. */
export function masthead(report: Report): Markup {
  const { scenario, tool } = report;
  const finding = firstFinding(report);
  return markup`<header class="masthead">
<p class="brand">${tool.name} report</p>
<h1>${scenario.name}${scenario.label !== null && ` · ${scenario.label}`}</h1>
<p class="when">${timeMark(report.startedAt)}, ${formatDurationMs(report.durationMs)}, ${report.environment.target.description}</p>
<div class="verdict ${report.verdict}">
${outcomeShape(report.verdict, 44)}
<div>
<p class="word">${outcomeWord[report.verdict]}${report.streamPhase.generatorLimited && markup` <span class="aside">generator-limited</span>`}</p>
<p class="finding">${finding.sentence}</p>
${reasonList(finding.isReason ? report.reasons.slice(1) : report.reasons)}${report.streamPhase.generatorLimited && markup`<p class="note">${generatorNote(report)}</p>`}
${failedLinks(report)}</div>
</div>
</header>
`;
}

function reasonList(reasons: readonly string[]): Content {
  return reasons.length > 0 && markup`<ul class="reasons">${reasons.map(reason => markup`<li>${reason}</li>`)}</ul>\n`;
}

function failedLinks({ checks, thresholds }: Report): Content {
  const [ofChecks, ofThresholds] = [checkSlugs(checks), thresholdSlugs(thresholds)];
  return [
    linkList(
      'Failed checks',
      checks.map(({ name, passed }, index) => ({ text: name, passed, slug: ofChecks[index] ?? '' })),
    ),
    linkList(
      'Thresholds not met',
      thresholds.map(({ expression, passed }, index) => {
        return { text: markup`<code>${expression}</code>`, passed, slug: ofThresholds[index] ?? '' };
      }),
    ),
  ];
}

function linkList(title: string, all: readonly { text: Content; passed: boolean; slug: string }[]): Content {
  const failed = all.filter(({ passed }) => !passed);
  if (failed.length === 0) return false;
  const links = failed.map(({ text, slug }) => markup`<li><a href="#${encodeURIComponent(slug)}">${text}</a></li>`);
  return markup`<p class="note">${title}: ${numberText(failed.length)} of ${numberText(all.length)}</p>
<ul class="links">${links}</ul>
`;
}

function generatorNote(report: Report): string {
  const late = numberText(report.streamPhase.late);
  return `${late} operations were sent late although their lane was free: this machine, not the server, was the limit, so the latencies say little about the server.`;
}
