import { interruptionOf, interruptionReason } from '../report/interruption.ts';
import { formatCount } from '../shared/count.ts';
import type { NamedReport } from './side-input.ts';

/**
 * Why a run cannot be compared for having been cut short; nothing for a complete one. The verdict alone does not say it:
 * a run that is cut short and wrong is failed. A stream until-stopped that was stopped is complete.
 */
export function incompleteness({ file, report }: NamedReport): string[] {
  const { verdict, reasons, state, streamPhase } = report;
  const { planned, sent, skipped, unknown, unfinished } = streamPhase.operations;
  if (verdict === 'incomplete') return [`${file} is incomplete: ${reasons[0] ?? 'no reason is given'}`];
  const signal = interruptionOf(report);
  if (signal !== undefined) return [`${file} is incomplete: ${interruptionReason(signal)}`];
  if (state.status === 'notRun') return [`${file} is incomplete: the final state was not compared`];
  if (unknown > 0) return [`${file} is incomplete: ${formatCount(unknown)} operations are of unknown outcome`];
  if (planned !== null && unfinished > 0 && sent + skipped < planned) {
    return [`${file} is incomplete: ${formatCount(sent + skipped)} of ${formatCount(planned)} operations were sent`];
  }
  return [];
}
