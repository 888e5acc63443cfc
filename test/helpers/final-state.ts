import type { Oracle } from '../../src/plan/oracle.ts';
import type { Workload } from '../../src/plan/workload.ts';
import { checkState, type StateResult } from '../../src/observe/state-check.ts';
import { readCatalogue } from '../../src/postgres/catalogue.ts';
import { connect } from '../../src/postgres/connect.ts';
import { SnapshotReader } from '../../src/postgres/state-reader.ts';
import type { StateDifference } from '../../src/report/report.generated.ts';

/** Compares a database as it stands with a prediction, and leaves it alone. */
export async function finalState(url: string, workload: Workload, oracle: Oracle): Promise<StateResult> {
  const { model } = workload.settings;
  const client = await connect(url, { applicationName: 'test', synchronousCommit: 'on', schema: 'public' });
  try {
    const { catalogue } = await readCatalogue(client, 'public', model);
    const reader = new SnapshotReader(client, model, catalogue);
    return await reader.inSnapshot(() => checkState(workload, oracle, reader));
  } finally {
    await client.end();
  }
}

/** All differences that a comparison names, each with its table. */
export function differencesIn({ tables }: Pick<StateResult, 'tables'>): (StateDifference & { table: string })[] {
  return Object.entries(tables).flatMap(([table, { firstDifferences }]) =>
    firstDifferences.map(difference => ({ table, ...difference })),
  );
}
