import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../../src/postgres/embedded/free-port.ts';
import { connectPlugins } from './connect-plugins.ts';
import { ownFolder, startInBackground, type BackgroundProgram } from './background-program.ts';
import { javaHome } from './java-home.ts';
import { kafkaClassPath } from './kafka-jars.ts';
import { propertiesText, type Properties } from './properties.ts';

/** A Kafka Connect worker with one version of Debezium's PostgreSQL connector. */
export interface ConnectRequest {
  readonly bootstrap: string;
  /** Of `io.debezium:debezium-connector-postgres`, as in `3.6.0.Final`. */
  readonly version: string;
  /** Connectors to start: name and settings, as a file for Connect's REST interface has them. */
  readonly connectors: readonly { readonly name: string; readonly config: Properties }[];
  /** What `${env:NAME}` in the settings is taken from. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A worker that is running. */
export interface ConnectWorker extends BackgroundProgram {
  /** Address of its REST interface. */
  readonly rest: string;
  /** State of the connector's one task once it has one, such as RUNNING or FAILED, with its trace. */
  status(connector: string): Promise<{ readonly state: string; readonly trace?: string }>;
}

/**
 * Starts Kafka Connect, standalone, on Java 17. Standalone takes connectors as files, so that a worker that was killed has
 * them again; its offsets are a file in its folder. Ready when REST answers, which is before the connectors run.
 */
export async function startConnectStandalone(request: ConnectRequest): Promise<ConnectWorker> {
  const { version, env = {} } = request;
  const { folder, words, rest } = await installConnectStandalone(request);
  const name = `Kafka Connect with Debezium ${version}`;
  const program = await startInBackground({ name, words, env, ready: { kind: 'url', url: rest }, folder });
  return {
    ...program,
    rest,
    status: async connector => {
      for (;;) {
        const answer = await fetch(`${rest}/connectors/${connector}/status`);
        const { tasks = [] } = (await answer.json()) as { tasks?: { state: string; trace?: string }[] };
        // A task may read its slot before the worker has noted that it runs.
        const [task = { state: 'UNASSIGNED' }] = tasks;
        if (task.state !== 'UNASSIGNED') return task;
        await delay(100);
      }
    },
  };
}

/** A Connect worker that only has to be started in its folder. */
export interface InstalledWorker {
  readonly folder: string;
  readonly words: readonly string[];
  /** Where its REST interface will be. */
  readonly rest: string;
  /** Files of its connectors' configurations, by name. */
  readonly configs: Readonly<Record<string, string>>;
}

/** A worker with a folder, a configuration and a port of its own; whoever starts it waits for it. */
export async function installConnectStandalone(request: ConnectRequest): Promise<InstalledWorker> {
  const { bootstrap, version, connectors } = request;
  const classPath = await kafkaClassPath();
  const folder = ownFolder('connect');
  const plugins = await connectPlugins(version, folder);
  const rest = `http://127.0.0.1:${await freePort()}`;
  const worker = join(folder, 'worker.properties');
  const own = workerProperties(bootstrap, rest, plugins, join(folder, 'offsets.dat'));
  writeFileSync(worker, propertiesText(own));
  const files = connectors.map(({ name, config }) => {
    const file = join(folder, `${name}.properties`);
    writeFileSync(file, propertiesText({ name, ...config }), { mode: 0o600 });
    return [name, file] as const;
  });
  const java = join(javaHome('17'), 'bin/java');
  const main = 'org.apache.kafka.connect.cli.ConnectStandalone';
  const words = [java, '-Xmx512m', '-cp', classPath, main, worker, ...files.map(([, file]) => file)];
  return { folder, words, rest, configs: Object.fromEntries(files) };
}

function workerProperties(bootstrap: string, rest: string, plugins: string, offsets: string): Properties {
  return {
    'bootstrap.servers': bootstrap,
    listeners: rest,
    'plugin.path': plugins,
    'key.converter': 'org.apache.kafka.connect.json.JsonConverter',
    'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
    'offset.storage.file.filename': offsets,
    'offset.flush.interval.ms': '1000',
    'config.providers': 'env',
    'config.providers.env.class': 'org.apache.kafka.common.config.provider.EnvVarConfigProvider',
  };
}
