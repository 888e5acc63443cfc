import { formatCount } from '../../shared/count.ts';
import { formatDurationMs } from '../../shared/duration.ts';
import type { TableCapture } from '../report.generated.ts';
import type { FactLine } from './fact-lines.ts';
import { differenceText, mostShown } from './state-fact.ts';

/** What a replica made of the rows that there had to be: when they were all there, or how it differs. */
export function replicaLines(name: string, capture: TableCapture): FactLine[] {
  const { status, rows, expectedRows, differences, voidReason, tables } = capture;
  if (status === 'void') return [{ text: `${name}: void, ${voidReason ?? 'no reason is given'}`, tone: 'caution' }];
  if (status === 'clean') {
    return [{ text: `${name}: ${formatCount(rows)} rows as predicted${converged(capture)}`, tone: 'good' }];
  }
  const found = `${formatCount(rows)} rows of ${formatCount(expectedRows)} predicted`;
  const places = `${formatCount(differences)} ${differences === 1 ? 'difference' : 'differences'}`;
  if (status === 'notDrained') return [{ text: `${name}: ${found}, still changing, ${places}`, tone: 'caution' }];
  const named = Object.entries(tables).flatMap(([table, { firstDifferences }]) =>
    firstDifferences.map(difference => differenceText(table, difference)),
  );
  return [
    { text: `${name}: ${places}; ${found}`, tone: 'bad' },
    ...named.slice(0, mostShown).map((text): FactLine => ({ text, tone: 'bad' })),
  ];
}

function converged({ convergedMs, convergedUncertaintyMs }: TableCapture): string {
  if (convergedMs === null || convergedUncertaintyMs === null) return '';
  const earlier = `at most ${formatDurationMs(convergedUncertaintyMs)} earlier`;
  return `, ${formatDurationMs(convergedMs)} after the stream or ${earlier}`;
}
