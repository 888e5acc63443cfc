import assert from 'node:assert/strict';
import type { Report } from '../../src/report/report.generated.ts';
import type { RunContext } from '../../src/run-context.ts';
import type { FileServer } from '../helpers/file-server.ts';
import { ledger } from '../helpers/ledger.ts';
import { runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';
import { newRunId } from '../helpers/slot-listener.ts';

/** The model of the source and of its replicas. */
export const replicated = ledger({ ddl: 'CREATE PUBLICATION ledger_pub FOR TABLE accounts, entries;' });
export const streamPhase = { operations: 300, interval: '0ms', lanes: 3 };
const check = { name: 'entries', value: 'SELECT count(*) FROM entries', is: '> 40', on: ['source', 'replica'] };

/** A source and a replica of it. */
export interface Subscribed {
  readonly url: string;
  readonly replicaUrl: string;
  /** Name of the subscription and of its slot. */
  readonly name: string;
  /** Runs a stream on the source with the capture `replica`. */
  readonly run: (changes?: object, context?: Partial<RunContext>) => Promise<{ report: Report; exitCode: number }>;
}

/** Makes the source's tables by a run, and subscribes an empty database of another server to them. */
export async function subscribed(source: FileServer, replicas: FileServer): Promise<Subscribed> {
  const [url, replicaUrl] = [await source.newDatabase(), await replicas.newDatabase()];
  const first = await runOn(url, await scenario({ streamPhase: { operations: 1, interval: '0ms' } }, replicated));
  assert.equal(first.exitCode, 0, first.report.reasons.join('\n'));
  await replicas.ask(replicaUrl, replicated.ddl);
  const name = `sub_${newRunId()}`;
  await replicas.ask(
    replicaUrl,
    `CREATE SUBSCRIPTION ${name} CONNECTION '${url}' PUBLICATION ledger_pub WITH (slot_name = ${name}, copy_data = false)`,
  );
  const captures = [{ name: 'replica', kind: 'table', url: replicaUrl }];
  const usual = { captures, checks: [check], drain: { idle: '3s' }, streamPhase };
  const run: Subscribed['run'] = async (changes = {}, context = {}) =>
    runOn(url, await scenario({ ...usual, ...changes }, replicated), { runId: newRunId(), ...context });
  return { url, replicaUrl, name, run };
}
