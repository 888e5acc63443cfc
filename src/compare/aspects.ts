import type { Report } from '../report/report.generated.ts';

/** Something of a run that is the same in all runs that are compared, or is told. */
export interface Aspect {
  readonly what: string;
  /** refused: nothing can be compared. warning: the noisy metrics may differ for it. */
  readonly weight: 'refused' | 'warning';
  readonly of: (report: Report) => string;
}

/** Aspects of every report. Connectors, captures and labels are none: they may differ. */
export const aspects: readonly Aspect[] = [
  { what: 'workload.digest', weight: 'refused', of: ({ workload }) => workload.digest },
  { what: 'tool major version', weight: 'refused', of: ({ tool }) => tool.version.split('.')[0]! },
  { what: 'faker version', weight: 'refused', of: ({ tool }) => tool.fakerVersion },
  {
    what: 'streams before',
    weight: 'refused',
    of: ({ continues }) => (continues === null ? 'none' : `${continues.streams} (${continues.operations} operations)`),
  },
  { what: 'faults', weight: 'refused', of: report => faultsOf(report) },
  { what: 'tool version', weight: 'warning', of: ({ tool }) => tool.version },
  { what: 'Node version', weight: 'warning', of: ({ tool }) => tool.nodeVersion },
  { what: 'server version', weight: 'warning', of: ({ environment }) => environment.server?.version ?? 'unknown' },
  { what: 'kind of server', weight: 'warning', of: ({ environment }) => environment.target.kind },
  { what: 'platform', weight: 'warning', of: ({ environment }) => environment.host.platform },
  {
    what: 'processors',
    weight: 'warning',
    of: ({ environment: { host } }) => `${host.cpus} x ${host.cpuModel}`,
  },
  { what: 'memory', weight: 'warning', of: ({ environment }) => gibibytes(environment.host.memoryBytes) },
  { what: 'streamPhase.connections', weight: 'warning', of: report => streamSetting(report, 'connections') },
  { what: 'streamPhase.pipeline', weight: 'warning', of: report => streamSetting(report, 'pipeline') },
];

/** Settings of the server, those that any of the reports tells. */
export function settingAspects(reports: readonly Report[]): Aspect[] {
  const names = new Set(reports.flatMap(({ environment }) => Object.keys(environment.server?.settings ?? {})));
  return [...names].map(name => ({
    what: `server setting ${name}`,
    weight: 'warning',
    of: ({ environment }) => environment.server?.settings[name] ?? 'unknown',
  }));
}

/** What was done to connectors, or to one of them, in words. */
export function faultsOf({ faults }: Report, capture?: string): string {
  const own = faults.filter(fault => capture === undefined || fault.capture === capture);
  const words = own.map(({ action, plannedMs, plannedArrivals, atMs }) => {
    const when = plannedMs === null ? `after ${plannedArrivals} arrivals` : `at ${plannedMs} ms`;
    return `${action} ${when}${atMs === null ? ' (not reached)' : ''}`;
  });
  return counted(words).join(' and ') || 'none';
}

/** The words once each, in their order, with how often they stand there. */
function counted(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of [...words].sort()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => (count === 1 ? word : `${count} x ${word}`));
}

function streamSetting({ scenario }: Report, key: string): string {
  const { streamPhase } = scenario.resolved as { streamPhase?: Record<string, number> };
  return String(streamPhase?.[key] ?? 'unknown');
}

/** Rounded: the last bytes differ between machines of one kind. */
function gibibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 30)} GiB`;
}
