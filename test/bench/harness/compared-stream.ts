import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startEmbeddedServer } from '../../../src/postgres/embedded/server.ts';
import type { Report } from '../../../src/report/report.generated.ts';
import { runOn } from '../../helpers/runs.ts';
import { scenario } from '../../helpers/scenarios.ts';

/** The first runs find caches cold and code that is not compiled yet. */
const warmUps = 3;

/** A stream as fast as possible, and what reads it. */
export interface ComparedWorkload {
  readonly operations: number;
  readonly connections: number;
  /** Operations in flight on a connection. */
  readonly pipeline: number;
  readonly captures: readonly { readonly name: string; readonly kind: 'slot' }[];
}

/** It is run again and again, on an embedded server of its own. */
export interface ComparedStream {
  /** @throws Error where the run does not pass */
  readonly run: () => Promise<Report>;
  /** From now on every statement that writes to the model's tables counts so many numbers more; 0: none. */
  readonly slowDown: (numbers: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** @returns the stream, warmed up */
export async function startComparedStream({ captures, ...stream }: ComparedWorkload): Promise<ComparedStream> {
  const server = await startEmbeddedServer({ settings: { fsync: 'off' } });
  process.once('exit', () => server.stopNow());
  const loaded = await scenario({
    seedPhase: { scale: 0.05 },
    streamPhase: { ...stream, lanes: stream.connections, interval: '0ms' },
    captures,
    drain: { quiet: '100ms' },
  });
  const run = async (): Promise<Report> => {
    const { report } = await runOn(server.url, loaded, { runId: randomBytes(4).toString('hex') });
    if (report.verdict !== 'passed') throw new Error(`a run did not pass: ${report.reasons.join('; ')}`);
    return report;
  };
  for (let warmUp = 0; warmUp < warmUps; warmUp++) await run();
  return { run, slowDown: numbers => slowDown(server.url, numbers), stop: () => server.stop() };
}

/** Work instead of a sleep: the server sleeps whole milliseconds, which is several operations. */
async function slowDown(url: string, numbers: number): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`CREATE OR REPLACE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM count(*) FROM generate_series(1, ${numbers}); RETURN NULL; END $$`);
  const { rows } = await admin.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  for (const { name } of rows) {
    await admin.query(`DROP TRIGGER IF EXISTS dawdle ON ${name}`);
    if (numbers === 0) continue;
    await admin.query(
      `CREATE TRIGGER dawdle AFTER INSERT OR UPDATE ON ${name} FOR EACH STATEMENT EXECUTE FUNCTION dawdle()`,
    );
  }
  await admin.end();
}
