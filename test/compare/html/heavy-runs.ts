import type { Report } from '../../../src/report/report.generated.ts';
import { noise } from '../../fixtures/reports/build-distribution.ts';
import type { Overrides } from '../../fixtures/reports/build-report.ts';
import { buildCapture, distributionOf } from '../build-sides.ts';

const slices = 600;

/** Five runs with as many slices as a report may have, a reference and a connector, no two values alike. */
export function heavyRuns(seed: number): Overrides<Report>[] {
  const random = noise(seed);
  const times = (): { p50: number; p95: number; p99: number; max: number } => {
    const [p50, p95, p99, max] = [5, 20, 50, 90].map(ms => Math.round(ms * (1 + random()) * 1_000) / 1_000);
    return { p50: p50!, p95: p95!, p99: p99!, max: max! };
  };
  const slice = (index: number) => ({ atMs: index * 1_000, durationMs: 1_000, ...times() });
  const all = <T>(of: (index: number) => T): T[] => Array.from({ length: slices }, (_, index) => of(index));
  const count = (): number => 150 + Math.floor(random() * 100);
  const lags = (): number[] => all(() => 1 + random() * 100);
  return Array.from({ length: 5 }, () => {
    const series = () => all(index => ({ ...slice(index), changes: count() }));
    return {
      streamPhase: {
        latencyMs: distributionOf(lags()),
        series: all(index => ({ ...slice(index), asked: 200, committed: count(), rejected: 0 })),
      },
      captures: {
        reference: buildCapture({ series: series() }, lags()),
        dbz: buildCapture({ kind: 'redis', series: series() }, lags()),
      },
      slots: {
        [`alimentador_${Math.floor(random() * 1e9)}`]: {
          own: true,
          plugin: 'pgoutput',
          activeLast: true,
          walStatusLast: 'reserved',
          retainedBytesMax: 1e8,
          retainedBytesLast: null,
          confirmedBytesBehindMax: null,
          series: all(index => ({
            atMs: index * 1_000,
            retainedBytes: Math.floor(random() * 1e8),
            confirmedBytesBehind: 0,
            active: true,
          })),
        },
      },
    };
  });
}
