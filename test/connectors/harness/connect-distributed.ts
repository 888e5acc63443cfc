import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../src/postgres/embedded/free-port.ts';
import { packageFile } from '../../../src/shared/package-file.ts';
import { ownFolder } from './background-program.ts';
import { connectPlugins } from './connect-plugins.ts';
import { javaHome } from './java-home.ts';
import { kafkaClassPath } from './kafka-jars.ts';
import type { Properties } from './properties.ts';

export interface DistributedRequest {
  readonly bootstrap: string;
  /** Of `io.debezium:debezium-connector-postgres`, as in `3.6.0.Final`. */
  readonly version: string;
  /** The worker's own file in scenarios/debezium/kafka/. */
  readonly worker: string;
  /** Settings over those of that file. */
  readonly settings: Properties;
  readonly connector: { readonly name: string; readonly config: Properties };
}

/** A Connect worker that keeps its offsets in a topic, to be started by a capture. */
export interface DistributedWorker {
  /** The connector's configuration, as REST takes it. */
  readonly config: string;
  readonly start: { readonly command: readonly string[]; readonly cwd: string; readonly env: Properties };
}

/** A distributed worker as the script that users get starts it, on Java 17 and a port of its own. */
export async function installConnectDistributed(request: DistributedRequest): Promise<DistributedWorker> {
  const { bootstrap, version, worker, settings, connector } = request;
  const folder = ownFolder('connect');
  const config = join(folder, 'connector.json');
  writeFileSync(config, JSON.stringify(connector, null, 2), { mode: 0o600 });
  const own = {
    'bootstrap.servers': bootstrap,
    'plugin.path': await connectPlugins(version, folder),
    listeners: `http://127.0.0.1:${await freePort()}`,
    ...settings,
  };
  const script = packageFile('scenarios/debezium/run-distributed.sh');
  const words = Object.entries(own).map(([name, value]) => `${name}=${value}`);
  return {
    config,
    start: {
      command: ['sh', script, packageFile(`scenarios/debezium/kafka/${worker}`), config, ...words],
      cwd: folder,
      env: { JAVA_HOME: javaHome('17'), CLASSPATH: await kafkaClassPath() },
    },
  };
}
