import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadScenario, type LoadedScenario } from '../../src/scenario/load-scenario.ts';

type Json = Record<string, unknown>;

/** A model in the words of its file, with its DDL. */
export interface ModelSketch {
  readonly model: Json;
  readonly ddl: string;
}

let root: string | undefined;

/** A temporary folder that goes away with the process. The account that root's servers run under may enter. */
export function temporaryFolder(): string {
  if (root === undefined) {
    const made = (root = openFolder(join(realpathSync(tmpdir()), 'alimentador-test-')));
    process.once('exit', () => rmSync(made, { recursive: true, force: true, maxRetries: 5 }));
  }
  return openFolder(join(root, 't-'));
}

function openFolder(prefix: string): string {
  const folder = mkdtempSync(prefix);
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * Writes a scenario (and a model, if it is given) as files; returns the scenario's path. Keys left out: 200 operations of
 * the hospital, a twentieth of its rows, as fast as possible.
 */
export function scenarioFile(written: Json = {}, own?: ModelSketch): string {
  const folder = temporaryFolder();
  const scenario = {
    version: 1,
    name: 'test',
    model: own === undefined ? 'hospital' : './model.yaml',
    randomSeed: 20_240_501,
    ...(own === undefined && { seedPhase: { scale: 0.05 } }),
    streamPhase: { operations: 200, interval: '0ms' },
    ...written,
  };
  const path = join(folder, 'scenario.yaml');
  // JSON is YAML.
  writeFileSync(path, JSON.stringify(scenario, null, 2));
  if (own !== undefined) {
    writeFileSync(join(folder, 'model.yaml'), JSON.stringify({ ddl: './schema.sql', ...own.model }, null, 2));
    writeFileSync(join(folder, 'schema.sql'), own.ddl);
  }
  return path;
}

/** The same, loaded. */
export async function scenario(written: Json = {}, own?: ModelSketch): Promise<LoadedScenario> {
  return loadScenario(scenarioFile(written, own), { environment: {}, overrides: [], allowLong: false });
}
