import type { Report } from '../../report.generated.ts';
import { latencyText, numberText } from '../number-text.ts';
import { outcomeMark } from '../verdict-mark.ts';
import { sortedCaptures, type NamedEvents, type NamedReplica } from './sorted-captures.ts';
import { inMs, type Tile } from './tile.ts';

const findings = [
  ['Missing', 'missing'],
  ['Duplicated', 'duplicated'],
  ['Out of order', 'outOfOrder'],
  ['Mismatched', 'mismatched'],
] as const;

/** Lag, findings and drain of the captures; of several the worst one is shown and named. */
export function captureTiles(captures: Report['captures']): Tile[] {
  const { events, replicas } = sortedCaptures(captures);
  return [...(events.length === 0 ? [] : eventTiles(events)), ...replicas.flatMap(replicaTiles)];
}

function eventTiles(events: readonly NamedEvents[]): Tile[] {
  const lag = worst(events, ({ lagMs }) => lagMs.p99 ?? (lagMs.censored > 0 ? Infinity : null));
  const drain = worst(events, ({ drainMs }) => drainMs);
  const { p50, p99, censored } = lag[1].lagMs;
  return [
    {
      label: 'Lag p99',
      value: inMs(p99),
      note: `${lag[0]}, p50 ${latencyText(p50)} ms${censored > 0 ? `, ${numberText(censored)} never came` : ''}`,
    },
    ...findings.map(([label, key]) => findingTile(label, events, capture => capture[key])),
    {
      label: 'Drain',
      value: inMs(drain[1].drainMs),
      note: `${drain[0]}, from the end of the stream to its last change`,
    },
  ];
}

function findingTile(label: string, events: readonly NamedEvents[], of: (capture: NamedEvents[1]) => number): Tile {
  const [name, capture] = worst(events, of);
  const where = of(capture) === 0 && events.length > 1 ? `of ${events.length} captures` : name;
  const count = numberText(of(capture));
  const value = of(capture) === 0 ? count : outcomeMark('failed', count);
  return { label, value, note: `${where}, ${numberText(capture.expected)} changes expected` };
}

function replicaTiles([name, { convergedMs, differences }]: NamedReplica): Tile[] {
  return [
    { label: 'Replica converged', value: inMs(convergedMs), note: `${name}, from the end of the stream` },
    { label: 'Replica differences', value: numberText(differences), note: `${name}, at the last look` },
  ];
}

function worst(events: readonly NamedEvents[], of: (capture: NamedEvents[1]) => number | null): NamedEvents {
  return events.reduce((most, each) => ((of(each[1]) ?? -1) > (of(most[1]) ?? -1) ? each : most));
}
