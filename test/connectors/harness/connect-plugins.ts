import { mkdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { unpackedArtifact } from './maven.ts';

/**
 * A folder in `folder` for `plugin.path` that holds one version of Debezium's PostgreSQL connector and nothing else.
 * @param version of `io.debezium:debezium-connector-postgres`, as in `3.6.0.Final`
 */
export async function connectPlugins(version: string, folder: string): Promise<string> {
  const plugin = await unpackedArtifact(`io.debezium:debezium-connector-postgres:${version}:tar.gz:plugin`);
  const plugins = join(folder, 'plugins');
  mkdirSync(plugins);
  symlinkSync(plugin, join(plugins, basename(plugin)));
  return plugins;
}
