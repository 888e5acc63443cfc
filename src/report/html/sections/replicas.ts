import type { TableCapture } from '../../report.generated.ts';
import { identifier } from '../identifier.ts';
import { markup, type Content } from '../markup.ts';
import { latencyText, numberText } from '../number-text.ts';
import { table } from '../table.ts';
import { captureMark } from './capture-mark.ts';
import { differencesTable } from './differences-table.ts';

export type NamedReplica = readonly [string, TableCapture];

/** Whether each replica came to hold every row, and when; then how those differ that did not. */
export function replicas(named: readonly NamedReplica[]): Content {
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
  return [verdicts, ...named.map(differences)];
}

function differences([name, { voidReason, tables }]: NamedReplica): Content {
  if (voidReason !== null) return markup`<p>${identifier(name)} is void: ${voidReason}.</p>\n`;
  const different = Object.entries(tables).filter(([, each]) => each.differences > 0);
  if (different.length === 0) return undefined;
  return [markup`<h3>Findings of ${identifier(name)}</h3>\n`, ...different.map(each => differencesTable(...each))];
}
