import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from '../../src/model/model.ts';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import { encodeOperation } from '../../src/plan/digest.ts';
import { planOperations, summarisePlan } from '../../src/plan/plan.ts';
import { SeedRows } from '../../src/plan/seed-rows.ts';
import { canonicalJson, workloadDigest } from '../../src/plan/workload-digest.ts';
import type { Workload } from '../../src/plan/workload.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { packageFile } from '../../src/shared/package-file.ts';

/** What must stay the same from one version to the next: a scenario's digests, with enough spelled out to see what moved. */
export interface Golden {
  readonly workloadDigest: string;
  readonly planDigest: string;
  readonly operations: number;
  readonly operationsPerLane: readonly number[];
  readonly seededRows: Readonly<Record<string, GoldenTable>>;
  readonly firstOperations: readonly string[];
}

interface GoldenTable {
  readonly rows: number;
  /** SHA-256 over a line of canonical JSON for each row, its values in the order of the columns. */
  readonly digest: string;
  readonly firstRow: Readonly<Record<string, string | null>> | null;
}

/** Plans without an end are cut off here. */
const operationsMax = 5_000;
const operationsShown = 5;

/** Every shipped scenario, and one that takes each bundled model as it is: the golden file's name and the scenario's path. */
export function goldenScenarios(): readonly { readonly name: string; readonly path: string }[] {
  return ['scenarios', 'test/golden'].flatMap(folder => {
    const files = readdirSync(packageFile(folder)).filter(file => file.endsWith('.yaml'));
    return files.sort().map(file => ({ name: file.replace('.yaml', ''), path: join(packageFile(folder), file) }));
  });
}

export interface GoldenOptions {
  readonly connections?: number;
  readonly cacheRows?: number;
}

export async function goldenOf(path: string, { connections, cacheRows }: GoldenOptions = {}): Promise<Golden> {
  const given = { path: ['streamPhase', 'connections'], value: connections, source: 'the test' };
  const { scenario, model } = await loadScenario(path, {
    environment: {},
    overrides: connections === undefined ? [] : [given],
    allowLong: false,
  });
  const workload = makeWorkload(scenario, model);
  const limit = workload.schedule.count === undefined ? operationsMax : Infinity;
  const { digest, operations, operationsPerLane } = summarisePlan(workload, limit, cacheRows);
  return {
    workloadDigest: workloadDigest(workload, model),
    planDigest: digest,
    operations,
    operationsPerLane,
    seededRows: Object.fromEntries(workload.tables.map(({ table }) => [table.name, seededRows(workload, table.index)])),
    firstOperations: firstOperations(workload, model.model),
  };
}

function seededRows(workload: Workload, index: number): GoldenTable {
  const { table, volume } = workload.tables[index]!;
  const seedRows = new SeedRows(workload, index);
  const hash = createHash('sha256');
  for (let rowNumber = 1; rowNumber <= volume; rowNumber++) hash.update(`${canonicalJson(seedRows.row(rowNumber))}\n`);
  const named = (row: readonly (string | null)[]): Record<string, string | null> =>
    Object.fromEntries(table.columns.map(column => [column.name, row[column.index]!]));
  return { rows: volume, digest: hash.digest('hex'), firstRow: volume === 0 ? null : named(seedRows.row(1)) };
}

function firstOperations(workload: Workload, model: Model): string[] {
  return Array.from(planOperations(workload, operationsShown), operation =>
    encodeOperation(operation, model).trimEnd(),
  );
}
