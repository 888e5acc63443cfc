/**
 * Holds an event's version against the one that the scenario says. The scenario's may leave the end out: `3.6` and `3.6.1`
 * fit `3.6.1.Final`.
 * @param declared `connector.version` of the scenario
 * @param seen `source.version` of an event
 * @returns why the two do not fit; undefined where they do or the scenario says none
 */
export function versionProblem(capture: string, declared: string | undefined, seen: string): string | undefined {
  if (declared === undefined || `${seen}.`.startsWith(`${declared}.`)) return undefined;
  return `captures.${capture}: connector.version is ${declared}, but its events come from ${seen}; correct the one or start the other`;
}
