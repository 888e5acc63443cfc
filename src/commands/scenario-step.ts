import { randomBytes } from 'node:crypto';
import type { ChalkInstance } from 'chalk';
import { createColour } from '../report/console/colour.ts';
import { createProgress } from '../report/console/progress.ts';
import type { RunContext, RunOptions } from '../run-context.ts';
import { loadScenario, type LoadedScenario } from '../scenario/load-scenario.ts';
import { databaseFromFlag } from './database-flag.ts';
import type { Host } from './host.ts';
import { openLog } from './log-options.ts';
import { loadOptions } from './scenario-options.ts';
import type { StepFlags } from './step-options.ts';

/** What every command that works on a scenario's database needs. */
export interface ScenarioStep {
  readonly loaded: LoadedScenario;
  readonly options: RunOptions;
  readonly context: RunContext;
  /** For results on stdout. */
  readonly colour: ChalkInstance;
}

/**
 * Loads the scenario and sets the scene as the flags say.
 * @param look at the scenario before a log is opened: what cannot be used leaves nothing behind
 * @throws InvalidFiles, UsageError
 */
export async function scenarioStep(
  flags: StepFlags,
  host: Host,
  look: (loaded: LoadedScenario) => Promise<void> | void = () => undefined,
): Promise<ScenarioStep> {
  const loaded = await loadScenario(flags.scenario, await loadOptions(flags, host));
  await look(loaded);
  const { environment, clock } = host;
  const errorColour = createColour({ stream: host.stderr, flag: flags.color, environment });
  const mode = flags.quiet ? 'quiet' : host.stderr.isTTY ? 'bar' : 'lines';
  const progress = createProgress({ stream: host.stderr, mode, colour: errorColour, clock });
  return {
    loaded,
    options: { ...databaseFromFlag(flags.database, environment), label: undefined, operationsPerLane: undefined },
    context: { ...host, runId: randomBytes(4).toString('hex'), progress, logs: await openLog(flags, host) },
    colour: createColour({ stream: host.stdout, flag: flags.color, environment }),
  };
}
