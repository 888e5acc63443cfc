import type { Report } from '../../report.generated.ts';

/** A stretch of a run's time, in ms since the stream began. */
interface Stretch {
  readonly label: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The time that the charts of a run share, in ms since the stream began, and what happened in it. */
export interface TimeLine {
  readonly fromMs: number;
  readonly toMs: number;
  readonly phases: readonly Stretch[];
  /** What was done to connectors, until they were ready again; to the end of the time where they never were. */
  readonly faults: readonly Stretch[];
}

const phaseNames = { seed: 'seed', stream: 'stream', drain: 'drain', verify: 'verification' };
/** So much of the stream's length is shown of what went before: the seed phase of a one-second run may take ten. */
const leadShare = 0.15;

/** The time line of a run: from the seed phase (its end, where it is long) to the last captured change. */
export function timeLineOf({ streamPhase, captures, slots, faults, phases = [] }: Report): TimeLine {
  const { beforeStreamMs } = streamStart({ phases });
  const stretches = phases.map(({ name, atMs, durationMs }): Stretch & { name: string } => ({
    name,
    label: phaseNames[name],
    fromMs: atMs - beforeStreamMs,
    toMs: atMs - beforeStreamMs + durationMs,
  }));
  const ends = [
    ...[streamPhase.series, ...Object.values(captures).map(each => (each.kind === 'table' ? [] : each.series))].map(
      seriesEndMs,
    ),
    ...stretches.filter(({ name }) => name === 'stream' || name === 'drain').map(({ toMs }) => toMs),
  ];
  const toMs = Math.max(1, ...ends);
  const seedBegan = stretches.find(({ name }) => name === 'seed')?.fromMs ?? 0;
  const hasLead = Object.values(slots).some(({ series }) => series.length > 0);
  const fromMs = hasLead ? Math.max(seedBegan, -leadShare * toMs) : 0;
  return {
    fromMs,
    toMs,
    phases: within(stretches, fromMs, toMs),
    faults: faults.flatMap(({ capture, action, atMs, downMs }) =>
      atMs === null
        ? []
        : [{ label: `${action} of ${capture}`, fromMs: atMs, toMs: downMs === null ? toMs : atMs + downMs }],
    ),
  };
}

/** How long the run had lasted when its stream began; 0 where the report does not tell. */
export function streamStart({ phases = [] }: Pick<Report, 'phases'>): { readonly beforeStreamMs: number } {
  return { beforeStreamMs: phases.find(({ name }) => name === 'stream')?.atMs ?? 0 };
}

function within(stretches: readonly Stretch[], fromMs: number, toMs: number): Stretch[] {
  return stretches
    .filter(stretch => stretch.toMs > fromMs && stretch.fromMs < toMs)
    .map(({ label, ...each }) => ({
      label,
      fromMs: Math.max(each.fromMs, fromMs),
      toMs: Math.min(each.toMs, toMs),
    }));
}

/** Where the last slice ends, in ms since the stream began. */
function seriesEndMs(series: readonly { readonly atMs: number; readonly durationMs: number }[]): number {
  const last = series.at(-1);
  return last === undefined ? 0 : last.atMs + last.durationMs;
}
