import type { TableCapture } from '../../report.generated.ts';
import { identifier } from '../identifier.ts';
import type { Content } from '../markup.ts';
import { latencyText, numberText } from '../number-text.ts';
import { table } from '../table.ts';
import { captureMark } from './capture-mark.ts';
import type { NamedReplica } from './sorted-captures.ts';

/** Whether each replica came to hold every row, and when; then the rows of its tables. */
export function replicaTables(named: readonly NamedReplica[]): Content {
  const number = (heading: string, of: (replica: TableCapture) => Content) => ({
    heading,
    number: true,
    cell: ([, replica]: NamedReplica) => of(replica),
  });
  const verdicts = table(
    'Rows of replicas, and the milliseconds from the end of the stream until a look found them all as predicted',
    [
      { heading: 'Capture', cell: ([name]) => identifier(name) },
      { heading: 'Verdict', cell: ([, { status }]) => captureMark(status) },
      number('Rows', ({ rows }) => numberText(rows)),
      number('Predicted', ({ expectedRows }) => numberText(expectedRows)),
      number('Differences', ({ differences }) => numberText(differences)),
      number('Converged', ({ convergedMs }) => latencyText(convergedMs)),
      number('Earlier by at most', ({ convergedUncertaintyMs }) => latencyText(convergedUncertaintyMs)),
      number('Looks', ({ looks }) => numberText(looks)),
    ],
    named,
  );
  return [verdicts, ...named.map(byTable)];
}

function byTable([name, { tables }]: NamedReplica): Content {
  const rows = Object.entries(tables);
  if (rows.length === 0) return undefined;
  return table(
    `Rows of each table on ${name}`,
    [
      { heading: 'Table', cell: ([each]) => identifier(each) },
      { heading: 'Rows', number: true, cell: ([, each]) => numberText(each.rows) },
      { heading: 'Predicted', number: true, cell: ([, each]) => numberText(each.expectedRows) },
      { heading: 'Differences', number: true, cell: ([, each]) => numberText(each.differences) },
    ],
    rows,
  );
}
