import type { Both, SideInput } from './side-input.ts';

/** Why no time, rate or size can be compared: a run in which the machine that drove it was the limit. */
export function generatorLimit({ base, candidate }: Both<SideInput>): string | undefined {
  const limited = [...base.runs, ...candidate.runs].find(({ report }) => report.streamPhase.generatorLimited);
  return limited === undefined ? undefined : `${limited.file} is generator-limited: its machine was the limit`;
}
