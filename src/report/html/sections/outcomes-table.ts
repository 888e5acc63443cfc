import type { Report } from '../../report.generated.ts';
import { markup, type Markup } from '../markup.ts';
import { numberText } from '../number-text.ts';
import { table } from '../table.ts';

type Operations = Report['streamPhase']['operations'];

/** What each number counts, in the order of an operation's life; the first three are shown even when zero. */
const meanings: readonly (readonly [keyof Operations, string, string])[] = [
  ['planned', 'Planned', 'in the plan'],
  ['sent', 'Sent', 'sent to the server'],
  ['committed', 'Committed', 'took effect'],
  ['rejected', 'Rejected', 'refused by the server although the plan says they succeed'],
  ['rejectedAsExpected', 'Rejected as expected', 'refused with the SQLSTATE that the event expects'],
  ['settled', 'Settled', 'of unknown outcome at first and found out later'],
  ['retried', 'Retried', 'sent again after a deadlock, serialization failure or lock timeout'],
  ['noEffect', 'No effect', 'committed, but touched another number of rows than planned'],
  ['noEffectByConsequence', 'No effect by consequence', 'touched a row whose insert did not commit'],
  ['unknown', 'Unknown', 'the connection was lost before the answer'],
  ['unfinished', 'Unfinished', 'became due and were not finished'],
  ['substituted', 'Substituted', 'planned in place of an event for which no row was suitable'],
  ['skipped', 'Skipped', 'planned to do nothing: no event was possible'],
];

const alwaysShown = 3;

/** Operations by outcome, without the outcomes that did not occur. */
export function outcomesTable({ streamPhase }: Report): Markup {
  const { operations, late, queued } = streamPhase;
  const counted = meanings.map(([key, name, meaning]) => ({ name, meaning, count: operations[key] }));
  const timing = [
    { name: 'Late', meaning: 'sent late although their lane was free', count: late },
    { name: 'Queued', meaning: 'waited for an earlier operation', count: queued },
  ];
  const shown = [...counted, ...timing].filter((row, index) => index < alwaysShown || row.count !== 0);
  return table(
    'Operations by outcome; outcomes that did not occur are left out',
    [
      { heading: 'Outcome', cell: row => markup`${row.name} <div class="note">${row.meaning}</div>` },
      { heading: 'Operations', number: true, cell: row => (row.count === null ? 'endless' : numberText(row.count)) },
    ],
    shown,
  );
}
