import { exampleText } from '../../capture-reasons.ts';
import type { Capture, EventCapture, Report } from '../../report.generated.ts';
import { identifier } from '../identifier.ts';
import { markup, type Content } from '../markup.ts';
import { latencyText, numberText } from '../number-text.ts';
import { table, type Column } from '../table.ts';
import { captureMark } from './capture-mark.ts';
import { replicas, type NamedReplica } from './replicas.ts';

type Named = readonly [string, EventCapture];

/** What each capture made of the changes, or of the rows, that there had to be; undefined where there are no captures. */
export function capturesSection({ captures }: Report): Content {
  const named = Object.entries(captures);
  const events = named.filter(isOfEvents);
  const tables = named.filter(isOfTable);
  if (named.length === 0) return undefined;
  return [
    events.length > 0 && [verdicts(events), lags(events), ...events.map(findings)],
    tables.length > 0 && replicas(tables),
  ];
}

function isOfEvents(named: readonly [string, Capture]): named is [string, EventCapture] {
  return named[1].kind !== 'table';
}

function isOfTable(named: readonly [string, Capture]): named is [...NamedReplica] {
  return named[1].kind === 'table';
}

function verdicts(named: readonly Named[]): Content {
  const count = (heading: string, of: (capture: Named[1]) => number): Column<Named> => ({
    heading,
    number: true,
    cell: ([, capture]: Named) => numberText(of(capture)),
  });
  return table(
    'Changes that there had to be, and what came of them',
    [
      { heading: 'Capture', cell: ([name]) => identifier(name) },
      { heading: 'Verdict', cell: ([, { status }]) => captureMark(status) },
      count('Expected', capture => capture.expected),
      count('As planned', capture => capture.matched),
      count('Missing', capture => capture.missing),
      count('Duplicated', capture => capture.duplicated),
      count('Out of order', capture => capture.outOfOrder),
      count('Mismatched', capture => capture.mismatched),
      count('Unexpected', capture => capture.unexpected),
      count('Stale', capture => capture.stale),
      count('Redelivered', capture => capture.redelivered),
      count('Foreign', capture => capture.foreign),
    ],
    named,
  );
}

function lags(named: readonly Named[]): Content {
  const lag = (heading: string, key: 'p50' | 'p95' | 'p99' | 'max'): Column<Named> => ({
    heading,
    number: true,
    cell: ([, { lagMs }]: Named) => latencyText(lagMs[key]),
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

function findings([name, { examples, voidReason }]: Named): Content {
  if (voidReason !== null) return markup`<p>${identifier(name)} is void: ${voidReason}.</p>\n`;
  if (examples.length === 0) return undefined;
  return markup`<h3>Findings of ${identifier(name)}</h3>
<ul>${examples.map(example => markup`<li>${exampleText(example)}</li>\n`)}</ul>
`;
}
