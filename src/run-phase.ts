import type { Report } from './report/report.generated.ts';
import type { RunRecord } from './report/run-record.ts';
import type { RunContext } from './run-context.ts';

type PhaseName = NonNullable<Report['phases']>[number]['name'];

/** Does the work of a phase and notes in the record when that was, whatever became of it. */
export async function inPhase<Result>(
  name: PhaseName,
  { phases, startedAtMs }: RunRecord,
  { clock }: RunContext,
  work: () => Promise<Result>,
): Promise<Result> {
  const atMs = clock.wallMs() - startedAtMs;
  const startUs = clock.nowUs();
  try {
    return await work();
  } finally {
    phases.push({ name, atMs, durationMs: (clock.nowUs() - startUs) / 1_000 });
  }
}
