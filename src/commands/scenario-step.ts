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
 * Loads the scenario and sets the scene as the flags say: what cannot be used leaves nothing behind.
 * @throws InvalidFiles, UsageError
 */
export async function scenarioStep(flags: StepFlags, host: Host): Promise<ScenarioStep> {
  const loaded = await loadScenario(flags.scenario, await loadOptions(flags, host));
  return { loaded, ...(await setScene(flags, host)) };
}

/**
 * Progress, log, database and colours as the flags say.
 * @throws UsageError
 */
export async function setScene(flags: Omit<StepFlags, 'scenario'>, host: Host): Promise<Omit<ScenarioStep, 'loaded'>> {
  const { environment, clock } = host;
  const errorColour = createColour({ stream: host.stderr, flag: flags.color, environment });
  const mode = flags.quiet ? 'quiet' : host.stderr.isTTY ? 'bar' : 'lines';
  const progress = createProgress({ stream: host.stderr, mode, colour: errorColour, clock });
  return {
    options: { ...databaseFromFlag(flags.database, environment), label: undefined, operationsPerLane: undefined },
    context: { ...host, runId: newRunId(), progress, logs: await openLog(flags, host) },
    colour: createColour({ stream: host.stdout, flag: flags.color, environment }),
  };
}

/** Tells the sessions, slots and log lines of a run from those of others. */
export function newRunId(): string {
  return randomBytes(4).toString('hex');
}
