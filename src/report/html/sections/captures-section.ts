import type { CaptureCounts, Report } from '../../report.generated.ts';
import { identifier } from '../identifier.ts';
import type { Content } from '../markup.ts';
import { latencyText, numberText } from '../number-text.ts';
import { table, type Column } from '../table.ts';
import { captureMark } from './capture-mark.ts';
import { replicaTables } from './replicas.ts';
import { sortedCaptures, type NamedEvents } from './sorted-captures.ts';

type Counts = Pick<CaptureCounts, keyof typeof headings>;

/** The counts of a capture and of one of its tables, in the order of the columns. */
const headings = {
  expected: 'Expected',
  matched: 'As planned',
  missing: 'Missing',
  duplicated: 'Duplicated',
  outOfOrder: 'Out of order',
  mismatched: 'Mismatched',
  unexpected: 'Unexpected',
  stale: 'Stale',
  redelivered: 'Redelivered',
} as const;

/** What each capture made of the changes, or of the rows, that there had to be; undefined where there are no captures. */
export function capturesSection({ captures }: Report): Content {
  const { events, replicas } = sortedCaptures(captures);
  if (events.length + replicas.length === 0) return undefined;
  return [
    events.length > 0 && [verdicts(events), lags(events), ...events.map(byTable)],
    replicas.length > 0 && replicaTables(replicas),
  ];
}

function verdicts(named: readonly NamedEvents[]): Content {
  return table(
    'Changes that there had to be, and what came of them',
    [
      { heading: 'Capture', cell: ([name]) => identifier(name) },
      { heading: 'Verdict', cell: ([, { status }]) => captureMark(status) },
      ...countColumns<NamedEvents>(([, capture]) => capture),
      { heading: 'Foreign', number: true, cell: ([, { foreign }]) => numberText(foreign) },
    ],
    named,
  );
}

function byTable([name, capture]: NamedEvents): Content {
  const tables = Object.entries(capture.byTable);
  if (tables.length === 0) return undefined;
  return table(
    `Changes of each table, as ${name} delivered them`,
    [
      { heading: 'Table', cell: ([each]) => identifier(each) },
      ...countColumns<(typeof tables)[number]>(([, counts]) => counts),
    ],
    tables,
  );
}

function countColumns<Row>(of: (row: Row) => Counts): Column<Row>[] {
  return Object.entries(headings).map(([key, heading]) => ({
    heading,
    number: true,
    cell: row => numberText(of(row)[key as keyof Counts]),
  }));
}

function lags(named: readonly NamedEvents[]): Content {
  const lag = (heading: string, key: 'p50' | 'p95' | 'p99' | 'max'): Column<NamedEvents> => ({
    heading,
    number: true,
    cell: ([, { lagMs }]: NamedEvents) => latencyText(lagMs[key]),
  });
  return table(
    'Lag from the commit on the server to the arrival here, in milliseconds; the seed phase is left out',
    [
      { heading: 'Capture', cell: ([name]) => identifier(name) },
      lag('p50', 'p50'),
      lag('p95', 'p95'),
      lag('p99', 'p99'),
      lag('Largest', 'max'),
      { heading: 'Never came', number: true, cell: ([, { lagMs }]) => numberText(lagMs.censored) },
      { heading: 'Drain', number: true, cell: ([, { drainMs }]) => latencyText(drainMs) },
    ],
    named,
  );
}
