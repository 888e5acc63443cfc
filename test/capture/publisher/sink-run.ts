import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWorkload } from '../../../src/plan/make-workload.ts';
import type { Report } from '../../../src/report/report.generated.ts';
import type { LoadedScenario } from '../../../src/scenario/load-scenario.ts';
import type { FileServer } from '../../helpers/file-server.ts';
import { plannedChanges, type PlannedChange } from '../../helpers/planned-changes.ts';
import { runOn } from '../../helpers/runs.ts';
import { temporaryFolder } from '../../helpers/scenarios.ts';
import { newRunId } from '../../helpers/slot-listener.ts';
import { modeSettings, type ChangeEvent } from './envelopes.ts';
import { startPublisher, type Tamper } from './publisher.ts';
import type { SinkKind } from './sink-kinds.ts';

/** A scenario whose captures are read from brokers that a publisher of the test's own writes to. */
export interface SinkRunRequest {
  readonly server: FileServer;
  readonly prefix: string;
  readonly kinds: readonly SinkKind[];
  /** Loads the scenario with these captures. */
  readonly load: (captures: readonly object[]) => Promise<LoadedScenario>;
  readonly hasReference: boolean;
  readonly tamperOf: (kind: SinkKind, plan: readonly PlannedChange[]) => Tamper;
}

export interface SinkRun {
  readonly report: Report;
  readonly exitCode: number;
  /** What a faithful publisher would have sent. */
  readonly events: readonly ChangeEvent[];
}

/** A prefix that is a name everywhere: of topics, a slot, a publication and a stream. */
export function newPrefix(): string {
  return `p${randomUUID().replaceAll('-', '').slice(0, 12)}`;
}

/** Runs a scenario on a new database with one publisher that delivers to every kind at once. @throws what a sink threw */
export async function runWithSinks(request: SinkRunRequest): Promise<SinkRun> {
  const { server, prefix, kinds, load, hasReference, tamperOf } = request;
  const url = await server.newDatabase();
  const config = connectorConfig(prefix);
  const captures = [
    ...(hasReference ? [{ name: 'reference', kind: 'slot' }] : []),
    ...kinds.map(({ name, capture }) => ({ name, ...capture, connector: { config } })),
  ];
  const loaded = await load(captures);
  const workload = makeWorkload(loaded.scenario, loaded.model);
  const plan = plannedChanges(workload);
  const tables = loaded.model.model.tables.map(({ name }) => name);
  const outlets = await Promise.all(
    kinds.map(async kind => ({ sink: await kind.open(), topic: kind.topic, tamper: tamperOf(kind, plan) })),
  );
  const publisher = await startPublisher(server, url, { slotName: prefix, prefix, tables }, outlets);
  try {
    const result = await runOn(url, loaded, { runId: newRunId() });
    return { ...result, events: publisher.events };
  } finally {
    await publisher.stop();
  }
}

/** The configuration of a Debezium Server that would write as the publisher does. */
function connectorConfig(prefix: string): string {
  const file = join(temporaryFolder(), 'application.properties');
  const source = {
    'connector.class': 'io.debezium.connector.postgresql.PostgresConnector',
    'plugin.name': 'pgoutput',
    'topic.prefix': prefix,
    'slot.name': prefix,
    'publication.name': prefix,
    ...modeSettings,
  };
  const lines = Object.entries(source).map(([name, value]) => `debezium.source.${name}=${value}\n`);
  writeFileSync(file, `${lines.join('')}debezium.format.value=json\ndebezium.format.value.schemas.enable=false\n`);
  return file;
}
