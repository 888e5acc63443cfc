import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { checkConnector, hasFailed, knownFailure } from './capture/connect/connect-status.ts';
import { watchConnector, type ConnectorWatch } from './capture/connect/watch-connector.ts';
import { makeConnectorFolder } from './capture/connector/connector-folder.ts';
import { playFaults, type FaultPlay } from './capture/connector/play-faults.ts';
import { startConnector, type Connector } from './capture/connector/start-connector.ts';
import { targetEnvironment } from './capture/connector/target-environment.ts';
import { originOf } from './capture/debezium/settings/read-connector-settings.ts';
import type { Verification } from './capture/verification/verification.ts';
import type { Database } from './postgres/database.ts';
import type { Report } from './report/report.generated.ts';
import type { RunContext } from './run-context.ts';
import { connectorSettingsOf } from './run-sources.ts';
import type { EventCaptureDeclaration, ConnectorCapture } from './scenario/scenario.ts';
import { CannotRun } from './shared/errors.ts';

const readyWithinMs = 60_000;
const pollMs = 200;

/** The connectors of a run's captures, each with a reader on its slot. */
export interface RunConnectors {
  /** Of the connectors that the run has started: they stay on the server. */
  readonly slots: readonly { readonly capture: string; readonly slotName: string }[];
  /** The times of faults count from now on. */
  streamBegins(): void;
  /** Faults that have a time are over. */
  streamEnds(): Promise<void>;
  /** @returns what was done to the connectors on purpose; nothing more is */
  finishFaults(): Promise<Report['faults']>;
  /** Asks Kafka Connect how its connectors are; one that has failed makes its capture void, as it does all the time. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the connectors that the scenario starts, and waits until each one reads its slot (design §6.1): what is written
 * then it must deliver.
 * @throws CannotRun when one is not ready in time, or has failed
 */
export async function startConnectors(
  captures: readonly EventCaptureDeclaration[],
  surroundings: Surroundings,
  context: RunContext,
): Promise<RunConnectors> {
  const { database, verification } = surroundings;
  const running = new Map<ConnectorCapture, Connector>();
  const watches: ConnectorWatch[] = [];
  const slots: RunConnectors['slots'][number][] = [];
  const plays: { readonly name: string; readonly play: FaultPlay }[] = [];
  const stop = async (): Promise<void> => {
    for (const watch of watches) watch.stop();
    const ends = plays.map(({ play }) => play.finish());
    await Promise.all([...running.values()].map(each => each.stop()));
    await Promise.all(ends);
  };
  try {
    for (const capture of captures) {
      if (capture.kind === 'slot') continue;
      const connector = await startOne(capture, surroundings, context);
      const { slotName } = await connectorSettingsOf(capture);
      if (connector !== undefined) {
        running.set(capture, connector);
        slots.push({ capture: capture.name, slotName });
      }
      await awaitReader(capture, slotName, database, context);
      const { rest } = capture.connector;
      if (rest !== undefined) watches.push(watchConnector(rest, failure => verification.void(failure, capture.name)));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  for (const [
    {
      name,
      connector: { start },
    },
    connector,
  ] of running) {
    const again = (how: 'restart' | 'kill') => async (): Promise<void> => {
      await connector[how]();
      verification.restarted(name);
    };
    const how = { restart: again('restart'), kill: again('kill') };
    const arrived = (): number => verification.arrived(name);
    plays.push({ name, play: playFaults(start!.faults, { connector: how, arrived, clock: context.clock }) });
  }
  return {
    slots,
    streamBegins: () => plays.forEach(({ play }) => play.streamBegins()),
    streamEnds: async () => void (await Promise.all(plays.map(({ play }) => play.streamEnds()))),
    finishFaults: async () => {
      const played = await Promise.all(
        plays.map(async ({ name, play }) => (await play.finish()).map(each => ({ capture: name, ...each }))),
      );
      return played.flat();
    },
    look: async () => void (await Promise.all(watches.map(watch => watch.look()))),
    stop,
  };
}

interface Surroundings {
  readonly database: Database;
  /** Of the server that the connector is to read. */
  readonly url: string;
  readonly verification: Verification;
  readonly besideReport: string | undefined;
}

async function startOne(
  capture: ConnectorCapture,
  { database, url, verification, besideReport }: Surroundings,
  { atExit, caller }: RunContext,
): Promise<Connector | undefined> {
  const { start, rest } = capture.connector;
  if (start === undefined) return undefined;
  const address = verification.addresses[capture.name];
  const folder = makeConnectorFolder(atExit);
  const environment = {
    ...caller.environment,
    ...targetEnvironment(url),
    ALIMENTADOR_CONNECTOR_FOLDER: folder.path,
    ...(address !== undefined && { SINK_URL: address }),
  };
  const starting = startConnector({
    subject: `The connector of capture ${capture.name}`,
    settings: start,
    environment,
    outputFile: `${besideReport ?? join(tmpdir(), 'alimentador')}-${capture.name}.log`,
    isSlotActive: slot => database.slotHasReader(slot),
    failure: rest && (() => knownFailure(rest)),
    atExit,
    onRestart: () => verification.restarting(capture.name),
    onLost: error => verification.void(error.message, capture.name),
  });
  const connector = await starting.catch((error: unknown) => {
    folder.remove();
    throw error;
  });
  return { ...connector, stop: () => connector.stop().finally(() => folder.remove()) };
}

async function awaitReader(
  capture: ConnectorCapture,
  slotName: string,
  database: Database,
  { clock, stopping, progress }: RunContext,
): Promise<void> {
  const { rest, start } = capture.connector;
  if (rest !== undefined && start === undefined) await checkConnector(rest);
  const startUs = clock.nowUs();
  let isTold = false;
  while (!(await database.slotHasReader(slotName))) {
    stopping.throwIfAborted();
    const failure = rest && (await knownFailure(rest));
    if (failure !== undefined) throw hasFailed(`capture ${capture.name}: ${failure}`);
    const waitedMs = (clock.nowUs() - startUs) / 1_000;
    if (waitedMs > readyWithinMs) {
      throw new CannotRun(
        `capture ${capture.name} is not ready: nobody reads the replication slot ${slotName}, which its connector is to read, in ${readyWithinMs / 1_000} s`,
        {
          hint: `start the connector of ${originOf(capture.connector)} on this database, or name another slot.name there`,
        },
      );
    }
    if (!isTold && waitedMs > 2_000) progress.note(`waiting for a reader of the replication slot ${slotName}`);
    isTold ||= waitedMs > 2_000;
    await delay(pollMs);
  }
}
