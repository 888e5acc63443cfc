import { markup, type Content } from '../../report/html/markup.ts';
import { numberText } from '../../report/html/number-text.ts';
import { table } from '../../report/html/table.ts';
import { timeMark } from '../../report/html/time-mark.ts';
import { outcomeMark } from '../../report/html/verdict-mark.ts';
import type { Comparison } from '../comparison.generated.ts';

/** Every report that was compared. */
export function runsSection({ sides }: Comparison): Content {
  const rows = (['base', 'candidate'] as const).flatMap(side =>
    sides[side].runs.map((run, index) => ({ ...run, name: `${sides[side].name} ${index + 1}` })),
  );
  return table(
    'Reports that were compared',
    [
      { heading: 'Run', cell: ({ name }) => name },
      { heading: 'Verdict', cell: ({ verdict }) => outcomeMark(verdict) },
      { heading: 'Committed', number: true, cell: ({ committed }) => numberText(committed) },
      { heading: 'Started', cell: ({ startedAt }) => timeMark(startedAt) },
      {
        heading: 'Report',
        cell: ({ file, reasons, generatorLimited }) =>
          markup`<code>${file}</code>${generatorLimited && markup`<div class="note">generator-limited</div>`}${reasons.map(reason => markup`<div class="note">${reason}</div>`)}`,
      },
    ],
    rows,
  );
}
