import type { Comparison } from '../../../src/compare/comparison.generated.ts';
import type { Report } from '../../../src/report/report.generated.ts';
import { attacks } from '../../fixtures/reports/poisoned.ts';
import type { Overrides } from '../../fixtures/reports/build-report.ts';
import { buildCapture, compared, runWith, sideOf } from '../build-sides.ts';

type Check = Report['checks'][number];

function check(name: string, passed: boolean): Check {
  const asked = { name, origin: 'model', on: 'source', sql: 'x', expected: 'no rows' } as const;
  return { ...asked, actual: passed ? 'no rows' : '1 row', passed, error: null, rows: [] };
}

function checked(count: number, passed: boolean): Overrides<Report> {
  const checks = Array.from({ length: count }, (_, number) => check(`check ${number}`, passed));
  return { checks, verdict: passed ? 'passed' : 'failed' };
}

/** Runs with such a latency and throughput, each a little different, one of the changes lost or none. */
function runs(achieved: number, latencyMs: number, missing: number, count = 5): Overrides<Report>[] {
  return Array.from({ length: count }, (_, run) => ({
    ...runWith(achieved + run * 0.1, latencyMs + run * 0.01),
    captures: { dbz: buildCapture({ kind: 'redis', missing }, [1, 2, 3 + run]) },
  }));
}

/** One comparison for each kind of outcome that reporters have to tell, by name. */
export function toldComparisons(): Record<string, Comparison> {
  return {
    passed: compared(sideOf('before', runs(100, 2, 0)), sideOf('after', runs(100, 2, 0))),
    better: compared(sideOf('before', runs(100, 20, 1)), sideOf('after', runs(120, 10, 0))),
    suspect: compared(sideOf('before', runs(100, 10, 0, 1)), sideOf('after', runs(80, 20, 0, 1))),
    failed: compared(sideOf('before', runs(100, 10, 0)), sideOf('after', runs(80, 20, 1))),
    limited: compared(sideOf('before', [{}]), sideOf('after', [{ streamPhase: { generatorLimited: true } }])),
    manyFailed: compared(sideOf('before', [checked(500, true)]), sideOf('after', [checked(500, false)])),
    hostile: hostile(),
  };
}

/** Everything that a user names holds attacks. */
function hostile(): Comparison {
  const side = (name: string, passed: boolean) => {
    const reports = runs(100, passed ? 10 : 30, passed ? 0 : 1).map(({ captures, ...run }) => ({
      ...run,
      scenario: { name: attacks, label: attacks },
      environment: { server: { version: name, settings: { [attacks]: name } }, host: { cpuModel: name } },
      captures: { [attacks]: captures!['dbz']! },
      checks: [check(attacks, passed)],
      verdict: passed ? ('passed' as const) : ('failed' as const),
      reasons: passed ? [] : [attacks],
    }));
    return sideOf(name, reports);
  };
  return compared(side(`a${attacks}`, true), side(`b${attacks}`, false));
}
