import { formatCount } from '../../shared/count.ts';
import { formatDurationMs } from '../../shared/duration.ts';
import { countsOf, exampleText } from '../capture-reasons.ts';
import type { EventCapture, Report } from '../report.generated.ts';
import type { Fact, FactLine } from './fact-lines.ts';
import { replicaLines } from './replica-lines.ts';

const examplesShown = 5;

/** What each capture saw of the changes, or of the rows, that there had to be. */
export function captureFacts({ captures }: Report): Fact[] {
  const lines = Object.entries(captures).flatMap(([name, capture]) =>
    capture.kind === 'table' ? replicaLines(name, capture) : linesOf(name, capture),
  );
  return lines.length === 0 ? [] : [{ label: 'Captures', lines }];
}

function linesOf(name: string, capture: EventCapture): FactLine[] {
  const { status, matched, expected, lagMs, voidReason, examples } = capture;
  const came = `${formatCount(matched)} of ${formatCount(expected)} changes as planned`;
  const lag = lagMs.p50 === null ? '' : `, lag p50 ${formatDurationMs(lagMs.p50)}${p99(lagMs.p99)}`;
  if (status === 'clean') return [{ text: `${name}: ${came}${lag}`, tone: 'good' }];
  if (status === 'void') return [{ text: `${name}: void, ${voidReason ?? 'no reason is given'}`, tone: 'caution' }];
  if (status === 'notDrained') return [{ text: `${name}: ${came}, still delivering`, tone: 'caution' }];
  return [
    { text: `${name}: ${countsOf(capture)}; ${came}`, tone: 'bad' },
    ...examples.slice(0, examplesShown).map((example): FactLine => ({ text: exampleText(example), tone: 'bad' })),
  ];
}

function p99(ms: number | null): string {
  return ms === null ? '' : `, p99 ${formatDurationMs(ms)}`;
}
