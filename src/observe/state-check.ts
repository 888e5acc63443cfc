import { createHash } from 'node:crypto';
import type { Oracle } from '../plan/oracle.ts';
import type { Workload } from '../plan/workload.ts';
import type { TableState } from '../report/report.generated.ts';
import { compareRows, type ActualRow, type ExpectedTexts } from './compare-rows.ts';

/** Both sides of one table, in the order of row number. */
export interface TableSides {
  readonly expected: AsyncIterable<ExpectedTexts>;
  /** Rows that have no row number come last, by the text of their key in C order. */
  readonly actual: AsyncIterable<ActualRow>;
}

/** Reads one snapshot of the database. What the state check needs of it. */
export interface StateReader {
  /** @param expected predicted rows with the plan's own texts */
  read(table: number, oracle: Oracle): Promise<TableSides>;
}

export interface StateResult {
  readonly matches: boolean;
  readonly digest: string;
  readonly expectedDigest: string;
  readonly tables: Record<string, TableState>;
}

/**
 * Compares the final state of every table with what plan and outcomes predict (design §3.9). The digests are SHA-256 over
 * the lines `table`, then each row's length-prefixed texts in the order of row number, server columns left out.
 */
export async function checkState(workload: Workload, oracle: Oracle, reader: StateReader): Promise<StateResult> {
  const actualHash = createHash('sha256');
  const expectedHash = createHash('sha256');
  const tables: Record<string, TableState> = {};
  for (const { table, volume } of workload.tables) {
    actualHash.update(`${table.name}\n`);
    expectedHash.update(`${table.name}\n`);
    const sides = await reader.read(table.index, oracle);
    const compared = await compareRows(table, sides, { actual: actualHash, expected: expectedHash });
    tables[table.name] = { seeded: volume, ...compared };
  }
  const [digest, expectedDigest] = [actualHash.digest('hex'), expectedHash.digest('hex')];
  return { matches: Object.values(tables).every(table => table.matches), digest, expectedDigest, tables };
}
