import { parseDurationUs } from '../../shared/duration.ts';
import type { Problem } from '../../yaml/problem.ts';
import type { YamlFile } from '../../yaml/yaml-file.ts';
import { lanesDefault, paceOf, shortestGapUs, untilStopped } from '../pace.ts';
import type { ScenarioFile } from '../scenario-file.generated.ts';

const weekUs = 7 * 86_400_000_000;

/** Rules of the schedule: one way to say the pace, an end, no jitter that could reorder a lane, no endless typo. */
export function paceProblems(file: YamlFile, written: ScenarioFile, allowLong: boolean): Problem[] {
  const { streamPhase } = written;
  const problems: Problem[] = [];
  const add: Add = (key, message, hint, at, severity) => {
    const path =
      key === ''
        ? ['streamPhase']
        : ['streamPhase', ...key.split('.').map(step => (/^\d+$/.test(step) ? Number(step) : step))];
    problems.push(
      file.problem(path, message, {
        ...(hint !== undefined && { hint }),
        ...(at !== undefined && { at }),
        ...(severity !== undefined && { severity }),
      }),
    );
  };
  const ways = (['interval', 'rate', 'stages'] as const).filter(key => streamPhase[key] !== undefined);
  if (ways.length === 0) add('', 'says no pace', 'give one of interval, rate and stages', 'key');
  for (const key of ways.slice(1)) add(key, `stands beside ${ways[0]}`, 'give one of interval, rate and stages', 'key');
  for (const key of ['duration', 'interval', 'jitter', 'grace', 'operationTimeout'] as const) {
    const text = streamPhase[key];
    if (text === undefined || text === untilStopped) continue;
    const us = parseDurationUs(text);
    if (us === undefined) add(key, 'is beyond 2^53 microseconds');
    else if (us > weekUs && !allowLong) add(key, 'is longer than 7 days', 'add --allow-long if you mean it');
    if (us === 0 && (key === 'duration' || key === 'operationTimeout')) add(key, 'must be longer than nothing');
  }
  if (streamPhase.duration === untilStopped) {
    for (const key of ['stages', 'operations'] as const) {
      if (streamPhase[key] !== undefined)
        add(key, 'has an end, and the duration says until-stopped', 'leave one of them out');
    }
  }
  stageProblems(streamPhase.stages ?? [], allowLong, add);
  if (streamPhase.rate !== undefined && Number.parseFloat(streamPhase.rate) === 0) {
    add('rate', 'must be above 0', 'leave out the stream with a duration of 1us, or give a rate');
  }
  if (problems.length > 0 || ways.length !== 1) return problems;
  const isEndless = streamPhase.duration === undefined && streamPhase.operations === undefined && ways[0] !== 'stages';
  if (isEndless) add('', 'has no end', 'give a duration, or a number of operations', 'key');
  jitterProblems(streamPhase, add);
  return problems;
}

type Add = (key: string, message: string, hint?: string, at?: 'key', severity?: 'warning') => void;

function stageProblems(
  stages: readonly { for: string; rate: string | { from: string; to: string } }[],
  allowLong: boolean,
  add: Add,
): void {
  let totalUs = 0;
  for (const [index, stage] of stages.entries()) {
    const us = parseDurationUs(stage.for) ?? Infinity;
    totalUs += us;
    if (us === 0) add(`stages.${index}.for`, 'must be longer than nothing');
    const rates = typeof stage.rate === 'string' ? [stage.rate] : [stage.rate.from, stage.rate.to];
    if (rates.every(rate => Number.parseFloat(rate) === 0)) add(`stages.${index}.rate`, 'must be above 0 somewhere');
  }
  if (totalUs > weekUs && !allowLong)
    add('stages', 'together are longer than 7 days', 'add --allow-long if you mean it');
}

function jitterProblems(streamPhase: ScenarioFile['streamPhase'], add: Add): void {
  const jitterUs = parseDurationUs(streamPhase.jitter ?? '0s') ?? 0;
  if (jitterUs === 0) return;
  const pace = paceOf(streamPhase);
  if (pace.kind === 'closedLoop')
    add('jitter', 'is left out: operations go as fast as possible', undefined, undefined, 'warning');
  else if (jitterUs > (streamPhase.lanes ?? lanesDefault) * shortestGapUs(pace)) {
    add(
      'jitter',
      'is longer than lanes x interval, so operations of a lane would overtake each other',
      'shorten it or add lanes',
    );
  }
}
