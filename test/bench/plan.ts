// Planning with digests, and making the rows of the seed phase: nothing here talks to a database.
import { createHash } from 'node:crypto';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import { encodeOperation } from '../../src/plan/digest.ts';
import { planOperations, summarisePlan } from '../../src/plan/plan.ts';
import { SeedRows } from '../../src/plan/seed-rows.ts';
import type { Workload } from '../../src/plan/workload.ts';
import { copyLine } from '../../src/postgres/copy.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { packageFile } from '../../src/shared/package-file.ts';
import { measure, type Bench } from './harness/figure.ts';

const operations = 200_000;
const rows = 200_000;
const pieceBytes = 16_384;

async function hospital(): Promise<Workload> {
  const given = { environment: {}, overrides: [], allowLong: false };
  const { scenario, model } = await loadScenario(packageFile('scenarios/stress.yaml'), given);
  return makeWorkload(scenario, model);
}

/** What the digests are made over. */
function encodedPlan(workload: Workload): Buffer {
  const lines = Array.from(planOperations(workload, operations), operation =>
    encodeOperation(operation, workload.settings.model),
  );
  return Buffer.from(lines.join(''));
}

function hashPieces(bytes: Buffer): void {
  const hash = createHash('sha256');
  for (let from = 0; from < bytes.length; from += pieceBytes) hash.update(bytes.subarray(from, from + pieceBytes));
  hash.digest();
}

const plan: Bench = async () => {
  const workload = await hospital();
  const bytes = encodedPlan(workload);
  const table = workload.tables.findIndex(each => each.table.name === 'pacientes');
  const seedRows = new SeedRows(workload, table);
  const lines = Array.from({ length: rows }, (_, place) => copyLine(seedRows.row(place + 1)));
  return [
    measure({
      name: 'plan with digests (hospital, 70/30)',
      unit: 'operations/s',
      goal: '300,000 operations/s',
      work: () => summarisePlan(workload, operations).operations,
      against: {
        name: 'SHA-256 of the same bytes',
        work: () => {
          hashPieces(bytes);
          return operations;
        },
      },
    }),
    measure({
      name: 'rows of `pacientes` as COPY text',
      unit: 'rows/s',
      goal: 'faster than `psql \\copy` takes them, for 1,000,000 rows',
      work: () => {
        let length = 0;
        for (let rowNumber = 1; rowNumber <= rows; rowNumber++) length += copyLine(seedRows.row(rowNumber)).length;
        return length > 0 ? rows : 0;
      },
      against: {
        name: 'SHA-256 of the same text',
        work: () => {
          hashPieces(Buffer.from(lines.join('')));
          return rows;
        },
      },
    }),
  ];
};

export default plan;
