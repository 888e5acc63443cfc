import { markup, type Content, type Markup } from '../../report/html/markup.ts';
import { countOf } from '../../report/html/number-text.ts';
import { timeMark } from '../../report/html/time-mark.ts';
import { outcomeShape, type Outcome } from '../../report/html/verdict-mark.ts';
import { formatDurationMs } from '../../shared/duration.ts';
import type { Comparison } from '../comparison.generated.ts';
import { verdictSentence } from '../verdict-sentence.ts';

const looks: Readonly<Record<Comparison['verdict'], { readonly outcome: Outcome; readonly word: string }>> = {
  passed: { outcome: 'passed', word: 'Passed' },
  suspect: { outcome: 'incomplete', word: 'Suspect' },
  failed: { outcome: 'failed', word: 'Failed' },
};

const mostReasons = 8;

/** What is read first: what was compared, the verdict as a sentence, and what can be concluded from so many runs. */
export function comparisonMasthead(comparison: Comparison): Markup {
  const { tool, sides, scenario, comparedAt, statistics, verdict } = comparison;
  const { outcome, word } = looks[verdict];
  return markup`<header class="masthead">
<p class="brand">${tool.name} comparison</p>
<h1>${sides.candidate.name} against ${sides.base.name}</h1>
<p class="when">${scenario.name}, ${timeMark(comparedAt)}, ${runsText(comparison)}, streams of ${formatDurationMs(sides.candidate.streamMs)}</p>
<div class="verdict ${outcome}">
${outcomeShape(outcome, 44)}
<div>
<p class="word">${word}</p>
<p class="finding">${verdictSentence(comparison)}</p>
${others(comparison.reasons.slice(1))}<p class="note">${sentence(statistics.says)}</p>
</div>
</div>
</header>
`;
}

function runsText({ statistics: { runs } }: Comparison): string {
  if (runs.base === runs.candidate) return `${countOf(runs.base, 'run')} a side`;
  return `${countOf(runs.candidate, 'run')} against ${runs.base}`;
}

function others(reasons: readonly string[]): Content {
  const shown = reasons.slice(0, mostReasons).map(reason => markup`<li>${reason}</li>`);
  const rest = reasons.length - shown.length;
  return (
    reasons.length > 0 &&
    markup`<ul class="reasons">${shown}${rest > 0 && markup`<li><a href="#metrics">${countOf(rest, 'more metric')}</a></li>`}</ul>\n`
  );
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
