import { formatCount } from '../shared/count.ts';
import { replicaCuts, replicaFaults } from './replica-reasons.ts';
import type { EventCapture, Report } from './report.generated.ts';

type Captures = Report['captures'];
type Example = EventCapture['examples'][number];

const findings = ['missing', 'duplicated', 'outOfOrder', 'mismatched', 'unexpected', 'stale', 'undecodable'] as const;
const words: Readonly<Record<(typeof findings)[number], string>> = {
  missing: 'missing',
  duplicated: 'duplicated',
  outOfOrder: 'out of order',
  mismatched: 'mismatched',
  unexpected: 'unexpected',
  stale: 'of an earlier run',
  undecodable: 'undecodable',
};

/** What is certainly wrong with captures (design §5.8), in words. */
export function captureFaults(captures: Captures): string[] {
  return Object.entries(captures).flatMap(([name, capture]) => {
    if (capture.status === 'void') return [];
    if (capture.kind === 'table') return replicaFaults(name, capture);
    if (capture.expected === 0) return [`capture ${name} expected no change at all: it proves nothing`];
    if (capture.status !== 'findings') return [];
    const whose = capture.attributedTo === 'server or harness' ? ' (server or harness)' : '';
    return [`capture ${name}: ${countsOf(capture)}${whose}${firstExample(capture)}`];
  });
}

/** What keeps captures from a verdict, in words. */
export function captureCuts(captures: Captures): string[] {
  return Object.entries(captures).flatMap(([name, capture]) => {
    if (capture.status === 'void') {
      return [`capture ${name} is void: ${capture.voidReason ?? 'no reason is given'}`];
    }
    if (capture.kind === 'table') return replicaCuts(name, capture);
    if (capture.status !== 'notDrained') return [];
    return [`capture ${name} was still delivering: ${formatCount(capture.missing)} changes had not come in time`];
  });
}

/** Findings by number, such as `1 missing, 2 duplicated`. */
export function countsOf(capture: EventCapture): string {
  const counted = findings.filter(kind => capture[kind] > 0);
  return counted.map(kind => `${formatCount(capture[kind])} ${words[kind]}`).join(', ');
}

function firstExample({ examples }: EventCapture): string {
  const [first] = examples;
  return first === undefined ? '' : `: ${exampleText(first)}`;
}

/** One change with what is to be said of it. */
export function exampleText({ kind, operation, event, table, key, op, differences, reason }: Example): string {
  const planned = operation === null ? '' : ` of operation ${operation} (${event})`;
  const details = differences.map(({ column, expected, actual }) => {
    return `${column} expected ${shown(expected)}, came ${shown(actual)}`;
  });
  const more = [...details, ...(reason === null ? [] : [reason])];
  return `${op} of ${table} ${key.join(', ')}${planned} ${words[kind]}${more.length === 0 ? '' : `: ${more.join('; ')}`}`;
}

function shown(value: string | null | undefined): string {
  return value === undefined ? 'nothing' : value === null ? 'NULL' : `"${value}"`;
}
