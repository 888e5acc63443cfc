import type { Content } from '../../report/html/markup.ts';
import { countOf } from '../../report/html/number-text.ts';
import { emptyNote } from '../../report/html/section.ts';
import { table, type Column } from '../../report/html/table.ts';
import { formatDurationMs } from '../../shared/duration.ts';
import type { Comparison, RunDifference, Side } from '../comparison.generated.ts';

interface Fact {
  readonly what: string;
  readonly of: (side: Side) => string;
}

const facts: readonly Fact[] = [
  { what: 'Label', of: ({ label }) => label ?? 'none' },
  { what: 'Runs', of: ({ runs }) => countOf(runs.length, 'run') },
  { what: 'Connectors', of: ({ connectors }) => connectors.map(connectorText).join(', ') || 'none' },
  { what: 'Server', of: ({ server }) => (server === null ? 'unknown' : `PostgreSQL ${server}`) },
  { what: 'Machine', of: ({ host }) => host },
  { what: 'Stream phase', of: ({ streamMs }) => formatDurationMs(streamMs) },
];

/** The sides beside each other, and in what their runs differ although it may bear on the result. */
export function differencesSection({ sides, differences }: Comparison): Content {
  const sideColumns: Column<Fact>[] = [
    { heading: 'What', cell: ({ what }) => what },
    { heading: sides.base.name, cell: ({ of }) => of(sides.base) },
    { heading: sides.candidate.name, cell: ({ of }) => of(sides.candidate) },
  ];
  const columns: Column<RunDifference>[] = [
    { heading: 'What', cell: ({ what }) => what },
    { heading: sides.base.name, cell: ({ base }) => base },
    { heading: sides.candidate.name, cell: ({ candidate }) => candidate },
    {
      heading: 'Weight',
      cell: ({ weight }) => (weight === 'allowed' ? 'allowed by --allow-different' : 'may explain differences'),
    },
  ];
  return [
    table('The sides', sideColumns, facts),
    differences.length === 0
      ? emptyNote('The runs differ in no setting, version, machine or workload.')
      : table('In what the runs differ', columns, differences),
  ];
}

function connectorText({ capture, label, version }: Side['connectors'][number]): string {
  return [label ?? capture, version].filter(text => text !== null).join(' ');
}
