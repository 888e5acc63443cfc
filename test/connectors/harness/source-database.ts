import { targetEnvironment } from '../../../src/capture/connector/target-environment.ts';
import { makeTables } from '../../../src/postgres/model-tables.ts';
import type { FileServer } from '../../helpers/file-server.ts';
import { scenario } from '../../helpers/scenarios.ts';

/** A database with the hospital's tables, empty, and its publication. */
export interface SourceDatabase {
  readonly url: string;
  /** PGHOST and the rest, for a connector's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs SQL; rows of the last statement as texts. */
  ask(sql: string): ReturnType<FileServer['ask']>;
  /** Waits until a replication slot has a reader: from then on nothing that is written is missed. */
  slotActive(slot: string): Promise<void>;
  /** Drops a slot whose connector was stopped: the database cannot be dropped before. */
  dropSlot(slot: string): Promise<void>;
}

/** A new database on the test file's embedded server. */
export async function sourceDatabase(server: FileServer): Promise<SourceDatabase> {
  const url = await server.newDatabase();
  const { scenario: hospital, model } = await scenario();
  await makeTables(url, hospital, model, 'c0ffee00', 'init');
  const ask = (sql: string): ReturnType<FileServer['ask']> => server.ask(url, sql);
  return {
    url,
    env: targetEnvironment(url),
    ask,
    slotActive: slot =>
      until(`slot ${slot} is active`, async () => {
        const rows = await ask(`SELECT 1 FROM pg_replication_slots WHERE slot_name = '${slot}' AND active`);
        return rows.length === 1 || undefined;
      }).then(() => undefined),
    dropSlot: async slot => {
      // The walsender of a connector that was killed a moment ago may still hold it.
      const is = `FROM pg_replication_slots WHERE slot_name = '${slot}'`;
      await ask(
        `SELECT pg_terminate_backend(active_pid, 5000) ${is}; SELECT pg_drop_replication_slot(slot_name) ${is}`,
      );
    },
  };
}

/**
 * Asks again until there is an answer.
 * @throws Error that names what did not come in two minutes
 */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + 120_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`Not so in two minutes: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
