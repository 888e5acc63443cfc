import type { Problem } from '../../yaml/problem.ts';
import type { YamlFile } from '../../yaml/yaml-file.ts';
import { paceOf, untilStopped } from '../pace.ts';
import type { ScenarioFile } from '../scenario-file.generated.ts';

/** A plan without an end has no digest of the whole that could be expected. */
export function expectProblems(file: YamlFile, { expect, streamPhase }: ScenarioFile): Problem[] {
  if (expect?.planDigest === undefined || hasEnd(streamPhase)) return [];
  const message = 'the plan has no end, so there is no digest of the whole of it';
  const hint = 'leave it out, or give the stream a number of operations';
  return [file.problem(['expect', 'planDigest'], message, { at: 'key', hint })];
}

/** As fast as possible for some time: how many operations that makes, only the run shows. */
function hasEnd(streamPhase: ScenarioFile['streamPhase']): boolean {
  if (streamPhase.duration === untilStopped) return false;
  return streamPhase.operations !== undefined || paceOf(streamPhase).kind !== 'closedLoop';
}
