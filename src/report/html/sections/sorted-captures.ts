import type { Capture, EventCapture, Report, TableCapture } from '../../report.generated.ts';

export type NamedEvents = readonly [name: string, capture: EventCapture];
export type NamedReplica = readonly [name: string, capture: TableCapture];

/** A run's captures of change events and those of a replica's rows, each with its name. */
export function sortedCaptures(captures: Report['captures']): { events: NamedEvents[]; replicas: NamedReplica[] } {
  const named = Object.entries(captures);
  return { events: named.filter(isOfEvents), replicas: named.filter(isOfRows) };
}

function isOfEvents(named: readonly [string, Capture]): named is [string, EventCapture] {
  return named[1].kind !== 'table';
}

function isOfRows(named: readonly [string, Capture]): named is [string, TableCapture] {
  return named[1].kind === 'table';
}
