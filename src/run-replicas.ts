import { setTimeout as delay } from 'node:timers/promises';
import { awaitConvergence } from './capture/table/await-convergence.ts';
import { feedPositions, type FeedPosition } from './capture/table/feed-position.ts';
import { inTime } from './capture/table/in-time.ts';
import type { ReadOnlyQuery } from './observe/checks.ts';
import type { ReplicaResult } from './observe/replica/replica-result.ts';
import { Oracle } from './plan/oracle.ts';
import { completeUrl } from './postgres/connection/complete-url.ts';
import type { Database } from './postgres/database.ts';
import { ReplicaDatabase } from './postgres/replica-database.ts';
import { waitingNotes } from './report/console/waiting-notes.ts';
import type { RunRecord } from './report/run-record.ts';
import type { RunContext } from './run-context.ts';
import type { TableCaptureDeclaration } from './scenario/scenario.ts';
import { formatDurationMs } from './shared/duration.ts';
import { CannotRun, messageOf } from './shared/errors.ts';

const emptyWithinUs = 60_000_000;
const pollMs = 250;
const interruptedLimitUs = 5_000_000;

/** The replicas of a run, empty at its start. */
export interface RunReplicas {
  /** Waits until they hold every row, and puts the verdicts into the record. */
  judge(): Promise<void>;
  /** Where checks can be asked, by capture: replicas that are done, whatever they hold. */
  readonly queries: ReadonlyMap<string, ReadOnlyQuery>;
  close(): Promise<void>;
}

/**
 * Makes sure that each replica can be read, is not the run's own database, and holds no row of an earlier run.
 * @throws CannotRun when it is not empty in 60 s
 */
export async function openReplicas(
  record: RunRecord,
  database: Database,
  context: RunContext,
): Promise<RunReplicas | undefined> {
  const captures = record.scenario.captures.filter(capture => capture.kind === 'table');
  if (captures.length === 0) return undefined;
  const open = (capture: TableCaptureDeclaration): Promise<ReplicaDatabase> =>
    openReplica(capture, record, database, context);
  for (const capture of captures) {
    await asOf(capture.name, async () => {
      const replica = await open(capture);
      try {
        await requireOther(replica, database);
        await awaitEmpty(capture.name, replica, context);
      } finally {
        await replica.close();
      }
    });
  }
  const opened: ReplicaDatabase[] = [];
  const queries = new Map<string, ReadOnlyQuery>();
  return {
    queries,
    judge: async () => {
      const results = await Promise.all(
        captures.map(async capture => {
          const result = await judgeOne(capture.name, record, database, context, async () => {
            const replica = await open(capture);
            opened.push(replica);
            queries.set(capture.name, replica.query);
            return replica;
          });
          if (result.status === 'void' || result.status === 'notDrained') queries.delete(capture.name);
          const { label = null, version = null } = capture.connector;
          const connector = label === null && version === null ? null : { label, version };
          return [capture.name, { kind: capture.kind, connector, ...result }] as const;
        }),
      );
      record.captures = { ...record.captures, ...Object.fromEntries(results) };
    },
    close: async () => void (await Promise.all(opened.map(replica => replica.close()))),
  };
}

async function openReplica(
  { name, url, schema }: TableCaptureDeclaration,
  { scenario, model }: RunRecord,
  database: Database,
  { caller, runId }: RunContext,
): Promise<ReplicaDatabase> {
  const { synchronousCommit } = scenario.database;
  const statementTimeLimitMs = Math.ceil(Math.max(emptyWithinUs, scenario.drain.maxUs) / 1_000);
  const applicationName = `alimentador ${runId} ${name}`;
  const settings = { applicationName, synchronousCommit, schema, statementTimeLimitMs };
  return ReplicaDatabase.open(completeUrl(url, caller).url, settings, model.model, database.tables);
}

/** Does what comes before the run. @throws CannotRun that names the capture */
async function asOf(capture: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    const { message, hint } = error;
    throw new CannotRun(`capture ${capture}: ${message}`, { ...(hint !== undefined && { hint }), cause: error });
  }
}

async function requireOther(replica: ReplicaDatabase, database: Database): Promise<void> {
  if ((await replica.identity()) !== (await database.identity())) return;
  throw new CannotRun('it is the database of the run itself, which would prove nothing', {
    hint: 'give the url of the replica',
  });
}

/** Rows of yesterday look like today's: only a replica that was empty has today's alone. */
async function awaitEmpty(
  name: string,
  replica: ReplicaDatabase,
  { clock, stopping, progress }: RunContext,
): Promise<void> {
  const startUs = clock.nowUs();
  const isOver = (): boolean => clock.nowUs() - startUs > emptyWithinUs;
  const locked = (): Error => {
    replica.abandon();
    if (stopping.aborted) return stopping.reason as Error;
    return new CannotRun('its tables could not be read in a minute', { hint: 'is one of them locked?' });
  };
  for (let looks = 0; ; looks++) {
    const filled = await inTime(replica.filled(), () => stopping.aborted || isOver(), locked);
    if (filled.length === 0) return;
    stopping.throwIfAborted();
    if (isOver()) {
      throw new CannotRun(`rows of before are in ${filled.join(', ')}`, {
        hint: 'is it fed, and with TRUNCATE? database.prepare: truncate is replicated, create is not; else empty it yourself',
      });
    }
    if (looks === 8) progress.note(`waiting for ${name} to become empty: ${filled.join(', ')}`);
    await delay(pollMs);
  }
}

async function judgeOne(
  name: string,
  { workload, executed, scenario, warnings }: RunRecord,
  database: Database,
  context: RunContext,
  open: () => Promise<ReplicaDatabase>,
): Promise<ReplicaResult> {
  if (executed.unknown.size > 0) return isVoid(`operations whose outcome nobody knows: ${executed.unknown.size}`);
  const oracle = new Oracle(workload, executed);
  const { stopping, clock } = context;
  const { quietUs, idleUs, maxUs } = scenario.drain;
  const note = waitingNotes(context);
  const awaited = {
    expected: workload.tables.map(({ table }) => oracle.rowCount(table.index)),
    limits: () => {
      const isCut = stopping.aborted && !scenario.streamPhase.untilStopped;
      return { quietUs, idleUs, maxUs: isCut ? Math.min(maxUs, interruptedLimitUs) : maxUs };
    },
    waiting: (left: string) => note(() => `${name}: ${left}`),
    clock,
  };
  let opened: ReplicaDatabase | undefined;
  try {
    const replica = (opened = await open());
    const position = await feedPositions(replica, database);
    if (position === undefined) warnings.push(unknownFeed(name, quietUs));
    const looks = {
      position: position ?? nobodyKnows,
      count: () => replica.counts(),
      compare: () => replica.compare(workload, oracle),
    };
    return await awaitConvergence(looks, awaited);
  } catch (error) {
    opened?.abandon();
    if (error instanceof CannotRun) return isVoid(messageOf(error));
    throw error;
  }
}

async function nobodyKnows(): Promise<FeedPosition> {
  return { isCaughtUp: undefined, position: '' };
}

function unknownFeed(name: string, quietUs: number): string {
  const held = `its rows count once they are as predicted for ${formatDurationMs(quietUs / 1_000)}`;
  return `capture ${name}: no subscription to the run's database shows when all is applied, so ${held}; an earlier run that is applied late would look the same`;
}

function isVoid(voidReason: string): ReplicaResult {
  return { status: 'void', voidReason, convergedMs: null, convergedUncertaintyMs: null, looks: 0, tables: {} };
}
