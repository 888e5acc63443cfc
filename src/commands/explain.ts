import type { PlanSummary } from '../plan/plan.ts';
import type { Workload } from '../plan/workload.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { formatCount } from '../shared/count.ts';
import { formatDurationMs } from '../shared/duration.ts';

/** What a run of the scenario will do, for people. */
export function explainPlan(
  { streamPhase, volumes, checks, thresholds }: Scenario,
  workload: Workload,
  summary: PlanSummary,
): string {
  const { schedule, settings } = workload;
  const total = volumes.reduce((a, b) => a + b, 0);
  const isAll = schedule.count !== undefined && summary.operations === schedule.count;
  const length = schedule.closedLoop ? undefined : schedule.lengthUs;
  const lines = [
    `  seed phase    ${formatCount(total)} rows: ${settings.model.tables.map(table => `${table.name} ${formatCount(volumes[table.index]!)}`).join(', ')}`,
    `  stream phase  ${schedule.count === undefined ? 'as many operations as the server answers' : `${formatCount(schedule.count)} operations`}${length === undefined ? '' : ` in ${formatDurationMs(length / 1_000)}`}, ${streamPhase.lanes} lanes on ${streamPhase.connections} connections`,
    ...settings.model.events.flatMap(event => {
      const count = summary.byEvent[event.index]!;
      return count === 0 ? [] : [`    ${event.name.padEnd(24)} ${formatCount(count).padStart(9)}`];
    }),
    `  replaced      ${formatCount(summary.substituted)} of the ${formatCount(summary.operations)} planned operations${isAll ? '' : ' (not all were planned to find out)'}`,
    `  afterwards    the final state of every row, ${checks.length} checks, ${thresholds.length} thresholds`,
  ];
  return `${lines.join('\n')}\n`;
}
