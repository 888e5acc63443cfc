import { formatCount } from '../../shared/count.ts';
import { isBad, type JudgedCase } from './judged-case.ts';
import { markdownBlock, markdownDetails, markdownTable, markdownText } from './markdown-text.ts';

const mostBad = 20;
const mostOthers = 200;
const mostDetails = 12;

const words = {
  passed: 'passed',
  failed: '**failed**',
  error: '**no answer**',
  suspect: 'suspect',
  skipped: 'not judged',
} as const;

/**
 * What was judged, as Markdown blocks: the bad ones as a table with what they say folded below, or all others folded
 * together. No block where there is none. Capped, since GitHub refuses a comment over 64 kB and a summary over 1 MiB.
 */
export function casesMarkdown(cases: readonly JudgedCase[], which: 'bad' | 'others'): string[] {
  const chosen = cases.filter(each => isBad(each) === (which === 'bad'));
  if (chosen.length === 0) return [];
  if (which === 'others') {
    return [markdownDetails(`${formatCount(chosen.length)} others`, table(chosen, mostOthers))];
  }
  const shown = chosen.slice(0, mostBad).filter(each => each.details.length > 0);
  return [table(chosen, mostBad), ...shown.map(caseDetails)];
}

function table(cases: readonly JudgedCase[], most: number): string {
  const rows = cases
    .slice(0, most)
    .map(({ group, name, status, message }) => [
      words[status],
      markdownText(`${group}: ${name}`),
      markdownText(message),
    ]);
  const rest = cases.length - most;
  const more = rest > 0 ? `\n\nand ${formatCount(rest)} more` : '';
  return `${markdownTable(['', 'what', 'found'], rows)}${more}`;
}

function caseDetails({ group, name, details: lines }: JudgedCase): string {
  const shown = lines.slice(0, mostDetails).map(line => line.slice(0, 500));
  return markdownDetails(markdownText(`${group}: ${name}`), markdownBlock(shown));
}
