import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../src/postgres/embedded/free-port.ts';
import { ownFolder, startInBackground, type BackgroundProgram } from './background-program.ts';
import { javaHome, type JavaVersion } from './java-home.ts';
import { unpackedArtifact } from './maven.ts';
import { propertiesText, type Properties } from './properties.ts';

/** Debezium Server, unpacked and started as its manual says. */
export interface DebeziumServerRequest {
  /** Of `io.debezium:debezium-server-dist`, as in `3.6.0.Final`. */
  readonly version: string;
  /** The server needs 17 below 3.0 and 21 from there on. */
  readonly java: JavaVersion;
  /** Content of `application.properties`. Its port is chosen here. */
  readonly properties: Properties;
  /** What the properties take from the environment, as in `${PGPORT}`. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts a Debezium Server and waits until its health endpoint says that the engine runs. That is before its snapshot is
 * done and may be before its slot is active. `kill()` and `restart()` keep its offsets, which are in its folder.
 */
export async function startDebeziumServer(request: DebeziumServerRequest): Promise<BackgroundProgram> {
  const { folder, words, env, health } = await installDebeziumServer(request);
  return startInBackground({
    name: `Debezium Server ${request.version}`,
    words,
    env,
    ready: { kind: 'url', url: health },
    folder,
  });
}

/** A Debezium Server that only has to be started in its folder. */
export interface InstalledServer {
  readonly folder: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Its configuration, an absolute path. */
  readonly config: string;
  /** Address that answers 200 when the engine runs. */
  readonly health: string;
}

/** A Debezium Server with a folder, a configuration and a port of its own; whoever starts it waits for it. */
export async function installDebeziumServer(request: DebeziumServerRequest): Promise<InstalledServer> {
  const { version, java, properties, env = {} } = request;
  const home = javaHome(java);
  const installed = await unpackedArtifact(`io.debezium:debezium-server-dist:${version}:tar.gz`);
  const port = await freePort();
  const folder = ownFolder('debezium');
  const config = join(layOut(installed, folder), 'application.properties');
  const all = { ...properties, 'quarkus.http.host': '127.0.0.1', 'quarkus.http.port': String(port) };
  writeFileSync(config, propertiesText(all), { mode: 0o600 });
  return {
    folder,
    words: ['./run.sh'],
    env: { JAVA_HOME: home, JAVA_OPTS: '-Xmx512m', ...env },
    config,
    health: `http://127.0.0.1:${port}/q/health`,
  };
}

/** A folder that looks like the unpacked archive and shares its files, but has configuration and data of its own. */
function layOut(installed: string, folder: string): string {
  const names = readdirSync(installed);
  // Called conf up to 2.7 and config from 3.0 on.
  const configName = names.includes('config') ? 'config' : 'conf';
  for (const name of names) if (name !== configName) symlinkSync(join(installed, name), join(folder, name));
  mkdirSync(join(folder, 'data'));
  mkdirSync(join(folder, configName));
  return join(folder, configName);
}
