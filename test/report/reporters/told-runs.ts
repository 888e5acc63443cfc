import { captureFaults } from '../../../src/report/capture-reasons.ts';
import type { Report } from '../../../src/report/report.generated.ts';
import { buildCapture, captureWithFinding } from '../../fixtures/reports/build-capture.ts';
import { differingReplica } from '../../fixtures/reports/build-captures.ts';
import { buildReport } from '../../fixtures/reports/build-report.ts';
import { sampleRuns } from '../../fixtures/reports/sample-runs.ts';

/** One report for each kind of run that reporters have to tell, by name. */
export function toldRuns(): Record<string, Report> {
  const captures = { reference: buildCapture({ kind: 'slot', connector: null }), dbz36: captureWithFinding() };
  const lost = buildReport({ captures, verdict: 'failed', reasons: captureFaults(captures) });
  const cut = { status: 'void', voidReason: 'its slot was dropped' } as const;
  return {
    ...sampleRuns(),
    lost: {
      ...lost,
      scenario: { ...lost.scenario, resolved: { captures: [{ name: 'reference' }, { name: 'dbz36' }] } },
    },
    replicated: buildReport({
      captures: { copy: differingReplica() },
      verdict: 'failed',
      reasons: captureFaults({ copy: differingReplica() }),
    }),
    void: buildReport({
      captures: { dbz36: buildCapture(cut) },
      verdict: 'incomplete',
      reasons: ['capture dbz36 is void: its slot was dropped'],
    }),
  };
}
