import type { Report } from './report.generated.ts';

/** A number by which runs are compared. */
export interface RunFigure {
  /** Its path in the report, as in thresholds, where it has one. */
  readonly name: string;
  readonly unit: 'ms' | 'operations/s' | 'bytes';
  readonly better: 'smaller' | 'bigger';
  readonly value: number;
}

/** How fast a run was and how late its captures. What was not measured is left out. */
export function runFigures({ streamPhase, captures, slots }: Report): RunFigure[] {
  const { latencyMs, achieved, operations } = streamPhase;
  const ms = (name: string, value: number | null): RunFigure[] => {
    return value === null ? [] : [{ name, unit: 'ms', better: 'smaller', value }];
  };
  return [
    ...(operations.committed === 0
      ? []
      : [{ name: 'streamPhase.achieved', unit: 'operations/s', better: 'bigger', value: achieved } as const]),
    ...percentiles.flatMap(name => ms(`streamPhase.latencyMs.${name}`, latencyMs[name])),
    ...Object.entries(captures).flatMap(([name, capture]) => {
      if (capture.kind === 'table') return ms(`captures.${name}.convergedMs`, capture.convergedMs);
      return [
        ...percentiles.flatMap(each => ms(`captures.${name}.lagMs.${each}`, capture.lagMs[each])),
        ...ms(`captures.${name}.drainMs`, capture.drainMs),
      ];
    }),
    ...retainedByOwn(slots),
  ];
}

const percentiles = ['p50', 'p95', 'p99'] as const;

/** Over all slots that the tool made, whose names are others in every run. */
function retainedByOwn(slots: Report['slots']): RunFigure[] {
  const own = Object.values(slots).flatMap(slot => (slot.own ? [slot.retainedBytesMax ?? []].flat() : []));
  if (own.length === 0) return [];
  return [{ name: 'retained WAL of own slots', unit: 'bytes', better: 'smaller', value: Math.max(...own) }];
}
