import { countsOf } from '../../capture-reasons.ts';
import type { CaptureExample, Report } from '../../report.generated.ts';
import { identifier } from '../identifier.ts';
import { markup, type Content, type Markup } from '../markup.ts';
import { numberText } from '../number-text.ts';
import { emptyNote } from '../section.ts';
import { table } from '../table.ts';
import { valueMark } from '../value.ts';
import { differencesTable } from './differences-table.ts';
import { sortedCaptures, type NamedEvents, type NamedReplica } from './sorted-captures.ts';

const verdicts: Readonly<Record<CaptureExample['kind'], string>> = {
  missing: 'missing',
  duplicated: 'duplicated',
  outOfOrder: 'out of order',
  mismatched: 'mismatched',
  unexpected: 'unexpected',
  stale: 'of an earlier run',
};

/** What captures found, change by change and row by row; undefined where there are no captures. */
export function findingsSection({ captures }: Report): Content {
  const { events, replicas } = sortedCaptures(captures);
  if (events.length + replicas.length === 0) return undefined;
  const found = [...events.map(ofEvents), ...replicas.map(ofReplica)].filter(each => each !== undefined);
  return found.length > 0 ? found : emptyNote('No capture found anything amiss.');
}

function ofEvents([name, capture]: NamedEvents): Content {
  const { examples, voidReason } = capture;
  if (voidReason !== null) return voidNote(name, voidReason);
  if (examples.length === 0) return undefined;
  return [
    heading(name),
    table(
      `${countsOf(capture)}; at most twenty examples of each`,
      [
        { heading: 'Change', cell: ({ op, table: of }) => markup`${op} of ${identifier(of)}` },
        { heading: 'Key', cell: ({ key }) => valueMark(key.join(', ')) },
        { heading: 'Finding', cell: ({ kind }) => verdicts[kind] },
        {
          heading: 'Operation',
          number: true,
          cell: ({ operation }) => (operation === null ? 'none' : numberText(operation)),
        },
        { heading: 'Event', cell: ({ event }) => event !== null && identifier(event) },
        { heading: 'What was planned and what came', cell: detailsOf },
      ],
      examples,
    ),
  ];
}

function ofReplica([name, { voidReason, tables }]: NamedReplica): Content {
  if (voidReason !== null) return voidNote(name, voidReason);
  const different = Object.entries(tables).filter(([, each]) => each.differences > 0);
  if (different.length === 0) return undefined;
  return [heading(name), ...different.map(each => differencesTable(...each))];
}

/** The columns that differ, else the whole images on demand, then the reason. */
function detailsOf({ differences, expected, actual, reason }: CaptureExample): Content {
  const lines = differences.map(
    ({ column, ...values }) =>
      markup`<li>${identifier(column)}: expected ${valueOf(values.expected)}, came ${valueOf(values.actual)}</li>`,
  );
  return [
    lines.length > 0 && markup`<ul class="plain">${lines}</ul>`,
    lines.length === 0 && [image('planned', expected), image('came', actual)],
    reason !== null && markup`<div class="note">${reason}</div>`,
  ];
}

function image(name: string, values: CaptureExample['expected']): Content {
  if (values === null) return undefined;
  const pairs = Object.entries(values).map(
    ([column, value]) => markup`<li>${identifier(column)} ${valueMark(value)}</li>`,
  );
  return markup`<details><summary>${name}</summary><ul class="plain">${pairs}</ul></details>`;
}

function valueOf(value: string | null | undefined): Content {
  return value === undefined ? 'nothing' : valueMark(value);
}

function heading(name: string): Markup {
  return markup`<h3>Findings of ${identifier(name)}</h3>\n`;
}

function voidNote(name: string, why: string): Markup {
  return markup`<p>${identifier(name)} is void: ${why}.</p>\n`;
}
