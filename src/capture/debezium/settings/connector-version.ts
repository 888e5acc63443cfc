/** What an event's version means for the one that the scenario says. */
export interface ConnectorVersion {
  /** The version that goes into the report: the events'. */
  readonly version: string;
  /** Why the two do not fit; undefined where they do or the scenario says none. */
  readonly problem: string | undefined;
}

/**
 * Fills or checks `connector.version`. The scenario's may leave the end out: `3.6` and `3.6.1` fit `3.6.1.Final`.
 * @param declared `connector.version` of the scenario
 * @param seen `source.version` of an event
 */
export function checkConnectorVersion(capture: string, declared: string | undefined, seen: string): ConnectorVersion {
  const fits = declared === undefined || `${seen}.`.startsWith(`${declared}.`);
  const problem = fits
    ? undefined
    : `captures.${capture}: connector.version is ${declared}, but its events come from ${seen}; correct the one or start the other`;
  return { version: seen, problem };
}
