import { parseBytes } from '../../shared/bytes.ts';
import { parseDurationUs } from '../../shared/duration.ts';
import type { Problem } from '../../yaml/problem.ts';
import type { YamlFile } from '../../yaml/yaml-file.ts';
import type { ScenarioFile } from '../scenario-file.generated.ts';

/** Captures that cannot be told apart, and limits that are none. */
export function captureProblems(file: YamlFile, { captures = [], drain = {}, guard }: ScenarioFile): Problem[] {
  const names = captures.map(capture => capture.name);
  const repeated = names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [file.problem(['captures', index, 'name'], `"${name}" is the name of another capture`)],
  );
  const slots = captures.flatMap(({ kind }, index) => (kind === 'slot' ? [index] : []));
  const others = slots
    .slice(1)
    .map(index => file.problem(['captures', index, 'kind'], 'stands a second time: one slot is the reference'));
  const endless = (['quiet', 'idle', 'max'] as const).flatMap(key => {
    const text = drain[key];
    return text !== undefined && parseDurationUs(text) === undefined
      ? [file.problem(['drain', key], 'is beyond 2^53 microseconds')]
      : [];
  });
  const isTooMuch = guard?.maxRetainedWal !== undefined && parseBytes(guard.maxRetainedWal) === undefined;
  const limit = isTooMuch ? [file.problem(['guard', 'maxRetainedWal'], 'is beyond 2^53 bytes')] : [];
  return [...repeated, ...others, ...endless, ...limit];
}
