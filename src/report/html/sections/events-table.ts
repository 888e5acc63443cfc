import type { EventNumbers, Report } from '../../report.generated.ts';
import { identifier } from '../identifier.ts';
import type { Markup } from '../markup.ts';
import { numberText } from '../number-text.ts';
import { emptyNote } from '../section.ts';
import { table } from '../table.ts';
import { percentileColumns } from './latency-table.ts';

/** Operations and latencies of each event. */
export function eventsTable({ streamPhase }: Report): Markup {
  const events = Object.entries(streamPhase.byEvent).map(([name, numbers]) => ({ name, numbers }));
  if (events.length === 0) return emptyNote('Nothing was measured: no operation was sent.');
  const count = (heading: string, of: (numbers: EventNumbers) => number) => ({
    heading,
    number: true,
    cell: (row: { numbers: EventNumbers }) => numberText(of(row.numbers)),
  });
  return table(
    'Operations and latencies in ms, by event',
    [
      { heading: 'Event', cell: row => identifier(row.name) },
      count('Sent', numbers => numbers.planned),
      count('Committed', numbers => numbers.committed),
      count('Rejected', numbers => numbers.rejected),
      ...percentileColumns<(typeof events)[number]>(row => row.numbers.latencyMs),
    ],
    events,
  );
}
