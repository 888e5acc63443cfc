import type { Report } from '../report/report.generated.ts';
import type { ExactMeasured } from './measured.ts';
import { pathTexts, sampleOf, samePath, samplesAt, worst } from './metric-path.ts';
import { both, type Both, type SideInput } from './side-input.ts';

/** What the runs themselves got wrong, whatever captured them: rejections, the final state, checks. */
export function exactRunMetrics(sides: Both<SideInput>): ExactMeasured[] {
  return [
    operationCount(sides, 'rejected', 'rejected operations'),
    operationCount(sides, 'noEffect', 'statements without effect'),
    stateMetric(sides),
    ...checkMetrics(sides),
  ];
}

function operationCount(sides: Both<SideInput>, name: 'rejected' | 'noEffect', label: string): ExactMeasured {
  const paths = samePath('streamPhase', 'operations', name);
  const outOf = both(sides, ({ runs }) => runs.map(({ report }) => report.streamPhase.operations.sent));
  return { ...plain(name, label), unit: 'count', path: pathTexts(paths), ...samplesAt(sides, paths, worst), outOf };
}

function stateMetric(sides: Both<SideInput>): ExactMeasured {
  const samples = both(sides, ({ runs }) =>
    sampleOf(
      runs.map(({ report }) => differencesOf(report)),
      worst,
    ),
  );
  return {
    ...plain('state', 'differences of the final state'),
    unit: 'differences',
    path: pathTexts(samePath('state', 'tables', '*', 'differences')),
    ...samples,
    outOf: both(sides, ({ runs }) => runs.map(() => 1)),
  };
}

function differencesOf({ state }: Report): number | null {
  if (state.matches === null) return null;
  const counted = Object.values(state.tables).reduce((sum, { differences }) => sum + differences, 0);
  return state.matches ? counted : Math.max(1, counted);
}

/** Checks that all runs of both sides know: what a check asks is no part of the workload. */
function checkMetrics(sides: Both<SideInput>): ExactMeasured[] {
  const [first, ...others] = [...sides.base.runs, ...sides.candidate.runs].map(({ report }) => report.checks);
  const keyOf = ({ name, on }: Report['checks'][number]): string => `${name} (on ${on})`;
  const keys = first!.map(keyOf).filter(key => others.every(checks => checks.some(check => keyOf(check) === key)));
  return [...new Set(keys)].map(key => {
    const failed = ({ checks }: Report): number => (checks.find(check => keyOf(check) === key)!.passed ? 0 : 1);
    return {
      ...plain(`check ${key}`, `check ${key}`),
      unit: 'failed',
      path: { base: 'checks', candidate: 'checks' },
      ...both(sides, ({ runs }) =>
        sampleOf(
          runs.map(({ report }) => failed(report)),
          worst,
        ),
      ),
      outOf: both(sides, ({ runs }) => runs.map(() => 1)),
    };
  });
}

function plain(
  name: string,
  label: string,
): Pick<ExactMeasured, 'id' | 'name' | 'label' | 'capture' | 'decides' | 'incomparable'> {
  return { id: name, name, label, capture: null, decides: true, incomparable: undefined };
}
