import { formatCount } from '../shared/count.ts';
import { exitCode, type ExitCode } from '../shared/exit-code.ts';
import { captureCuts, captureFaults } from './capture-reasons.ts';
import { checkReason, stateReason, thresholdReason } from './failure-reasons.ts';
import { interruptionReason } from './interruption.ts';
import type { Report } from './report.generated.ts';
import type { RunRecord } from './run-record.ts';

type Judged = Omit<Report, 'verdict' | 'reasons'>;

/**
 * The verdict (design §5.8) with its reasons, most important first.
 *
 * Something that is certainly wrong makes a run failed, complete or not. What only shows in a complete run (nothing
 * committed, thresholds) does not count against one that was cut short.
 */
export function judge(report: Judged, record: RunRecord): Pick<Report, 'verdict' | 'reasons'> {
  const cuts = incompleteReasons(report, record);
  const faults = [...certainFaults(report, record), ...(cuts.length > 0 ? [] : completeFaults(report))];
  if (faults.length > 0) return { verdict: 'failed', reasons: [...faults, ...cuts] };
  return { verdict: cuts.length > 0 ? 'incomplete' : 'passed', reasons: cuts };
}

function incompleteReasons(
  { streamPhase, state, captures }: Judged,
  { interruption, losses, stream }: RunRecord,
): string[] {
  const { unknown, unfinished } = streamPhase.operations;
  return [
    ...(interruption === undefined ? [] : [interruptionReason(interruption)]),
    ...losses,
    ...(unknown > 0
      ? [`${counted(unknown, 'operation')} of unknown outcome: the connection was lost before the answer`]
      : []),
    ...(unfinished > 0 && stream?.ending === 'timeOver'
      ? [`${counted(unfinished, 'operation')} became due and were not finished`]
      : []),
    ...captureCuts(captures),
    ...(state.status === 'notRun' ? [`the final state was not compared: ${state.why}`] : []),
  ];
}

function certainFaults({ streamPhase, state, checks, captures }: Judged, record: RunRecord): string[] {
  const { rejected, noEffect } = streamPhase.operations;
  const different = Object.entries(state.tables).filter(([, table]) => !table.matches);
  return [
    ...(rejected > 0
      ? [`${counted(rejected, 'operation')} rejected by the server (${sqlStates(streamPhase.bySqlState)})`]
      : []),
    ...(noEffect > 0 ? [`${counted(noEffect, 'statement')} touched another number of rows than planned`] : []),
    ...record.metrics.unexpectedCommits.slice(0, 1),
    ...captureFaults(captures),
    ...record.versionProblems,
    ...different.map(([name, table]) => stateReason(name, table)),
    ...(record.oracleDigest !== undefined && record.oracleDigest !== record.executed.digest
      ? ['what was sent is not what was planned (executed.digest): a defect of alimentador, please report it']
      : []),
    ...checks.filter(check => !check.passed).map(checkReason),
  ];
}

function completeFaults({ streamPhase, thresholds }: Judged): string[] {
  const { committed, rejectedAsExpected } = streamPhase.operations;
  return [
    ...(committed + rejectedAsExpected === 0 ? ['no operation was committed'] : []),
    ...thresholds.filter(threshold => !threshold.passed).map(thresholdReason),
  ];
}

/** 130/143 over 3 over 1 over 0 (design §9). */
export function exitCodeOf({ verdict }: Report, { interruption, losses, stream }: RunRecord): ExitCode {
  if (interruption !== undefined) return interruption === 'SIGTERM' ? exitCode.terminated : exitCode.interrupted;
  if (losses.length > 0 || stream?.ending === 'connectionLost' || verdict === 'incomplete') return exitCode.couldNotRun;
  return verdict === 'failed' ? exitCode.failed : exitCode.passed;
}

function sqlStates(bySqlState: Readonly<Record<string, number>>): string {
  return Object.entries(bySqlState)
    .map(([state, count]) => `${state}: ${formatCount(count)}`)
    .join(', ');
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
