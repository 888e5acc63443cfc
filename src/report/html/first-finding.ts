import { captureFaults } from '../capture-reasons.ts';
import type { Report } from '../report.generated.ts';
import { checkSlugs, thresholdSlugs } from './check-slugs.ts';
import { markup, type Markup } from './markup.ts';
import { countOf, numberText } from './number-text.ts';
import { valueMark } from './value.ts';

/** `isReason`: the sentence is the first of the report's reasons, which need not be said twice. */
export interface Finding {
  readonly sentence: Markup;
  readonly isReason: boolean;
}

/** The first thing to know, as a sentence: the finding that decided the verdict, or what a passed run has shown. */
export function firstFinding(report: Report): Finding {
  if (report.verdict === 'passed') return { sentence: everythingHolds(report), isReason: false };
  // What an incomplete run found is secondary to why it ended; only its reasons tell that.
  const found = report.verdict === 'failed' ? firstFault(report) : undefined;
  if (found !== undefined) return found;
  const reason = report.reasons[0] ?? report.errors[0] ?? 'no reason is given';
  return { sentence: markup`${asSentence(reason)}`, isReason: reason === report.reasons[0] };
}

function firstFault(report: Report): Finding | undefined {
  const check = failedCheck(report);
  const capture = check === undefined ? captureFaults(report.captures)[0] : undefined;
  if (capture !== undefined) {
    const sentence = markup`${asSentence(capture)} ${linkTo('findings', 'All findings')}.`;
    return { sentence, isReason: capture === report.reasons[0] };
  }
  const sentence = check ?? stateDifference(report) ?? failedThreshold(report);
  return sentence && { sentence, isReason: false };
}

function everythingHolds({ captures, checks, thresholds, state, streamPhase }: Report): Markup {
  const replicas = Object.values(captures).filter(({ kind }) => kind === 'table').length;
  const events = Object.values(captures).length - replicas;
  const parts = [
    `${countOf(streamPhase.operations.committed, 'operation')} committed`,
    events > 0 ? `every change captured as planned (${countOf(events, 'capture')})` : undefined,
    replicas > 0 ? `every row of ${countOf(replicas, 'replica')} as predicted` : undefined,
    checks.length > 0 ? `${countOf(checks.length, 'check')} passed` : undefined,
    thresholds.length > 0 ? `${countOf(thresholds.length, 'threshold')} met` : undefined,
    state.matches === true ? 'every row is as predicted' : undefined,
  ];
  return markup`${asSentence(parts.filter(part => part !== undefined).join(', '))}`;
}

function failedCheck({ checks }: Report): Markup | undefined {
  const index = checks.findIndex(candidate => !candidate.passed);
  const check = checks[index];
  if (check === undefined) return undefined;
  const name = linkTo(checkSlugs(checks)[index], check.name);
  if (check.actual === null) return markup`The check “${name}” has no answer: ${check.error ?? 'unknown error'}.`;
  return markup`The check “${name}” expected ${check.expected} and found ${check.actual}.`;
}

function stateDifference({ state }: Report): Markup | undefined {
  const found = Object.entries(state.tables).find(([, table]) => !table.matches);
  if (found === undefined) return undefined;
  const [name, table] = found;
  const first = table.firstDifferences[0];
  const row = first && (first.row === null ? `the row with key ${first.key}` : `row ${numberText(first.row)}`);
  const where =
    row !== undefined && markup`, first in ${row}${first?.column != null && markup`, column ${first.column}`}`;
  const what =
    first?.kind === 'value' && markup`: expected ${valueMark(first.expected)}, found ${valueMark(first.actual)}`;
  return markup`Table ${linkTo('state', name)} differs from the prediction in ${countOf(table.differences, 'place')}${where}${what}.`;
}

function failedThreshold({ thresholds }: Report): Markup | undefined {
  const index = thresholds.findIndex(candidate => !candidate.passed);
  const threshold = thresholds[index];
  if (threshold === undefined) return undefined;
  const name = linkTo(thresholdSlugs(thresholds)[index], markup`<code>${threshold.expression}</code>`);
  if (threshold.error !== null) return markup`The threshold ${name} has no value: ${threshold.error}.`;
  const values = Object.entries(threshold.actual).map(([path, value]) => `${path} is ${String(value)}`);
  return markup`The threshold ${name} is not met: ${values.join(', ')}.`;
}

function linkTo(anchor: string | undefined, text: string | Markup): Markup {
  return markup`<a href="#${encodeURIComponent(anchor ?? '')}">${text}</a>`;
}

function asSentence(text: string): string {
  const end = /[.!?]$/.test(text) ? '' : '.';
  return text.slice(0, 1).toUpperCase() + text.slice(1) + end;
}
