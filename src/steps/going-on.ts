import type { LoadedModel } from '../model/load-model.ts';
import { checkState, type StateResult } from '../observe/state-check.ts';
import { makeWorkload } from '../plan/make-workload.ts';
import { Oracle } from '../plan/oracle.ts';
import type { Workload } from '../plan/workload.ts';
import type { Database } from '../postgres/database.ts';
import { toolFacts } from '../report/tool.ts';
import type { RunContext } from '../run-context.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import { formatCount } from '../shared/count.ts';
import { CannotRun, UsageError } from '../shared/errors.ts';
import { decidingOf, differences, operationsDone, type Deciding, type FeedProgress } from './feed-progress.ts';

/** Where the steps on a database stand, known for certain. */
export interface Standing {
  readonly progress: FeedProgress;
  readonly notCommitted: readonly number[];
  /** The scenario's workload, to go on behind all streams so far. */
  readonly workload: Workload;
}

/**
 * Reads where the steps stand and makes sure that this scenario goes on from there.
 * @throws UsageError naming the keys in which the scenario differs from what was seeded
 * @throws CannotRun when nothing is seeded, or where the last stream stopped cannot be known
 */
export async function standingOf(
  { scenario, model }: LoadedScenario,
  database: Database,
  context: RunContext,
): Promise<Standing> {
  const stored = await database.progress.read();
  const { schema } = scenario.database;
  if (stored === undefined) {
    const hint = '`alimentador seed` comes first; what `run` did is not gone on with';
    throw new CannotRun(`schema ${schema} holds nothing that a single step has seeded`, { hint });
  }
  const progress = stored.progress as FeedProgress;
  refuseOthers(progress.deciding, deciding(scenario, model, context));
  if (!progress.seeded) {
    throw new CannotRun('the seed phase was not finished', { hint: '`alimentador reset`, then `alimentador seed`' });
  }
  const done = operationsDone(progress, scenario.streamPhase.lanes);
  const isDone = (number: number): boolean => Math.floor(number / done.length) < done[number % done.length]!;
  const notCommitted = stored.notCommitted.filter(isDone);
  const workload = makeWorkload(scenario, model, progress.streams);
  const total = done.reduce((a, b) => a + b, 0);
  if (total > 0) {
    const streams = progress.streams.length === 1 ? '1 stream' : `${progress.streams.length} streams`;
    context.progress.note(`going on behind ${formatCount(total)} operations of ${streams}`);
  }
  if (progress.streams.at(-1)?.ended === false) {
    await requireKnownPoint({ progress, notCommitted, workload }, database);
    context.progress.note('the last stream was cut off; every row is as it was then known to be');
  }
  return { progress, notCommitted, workload };
}

/** What decides the rows of this scenario. */
export function deciding(scenario: LoadedScenario['scenario'], model: LoadedModel, context: RunContext): Deciding {
  return decidingOf(makeWorkload(scenario, model), model, toolFacts(context.nodeVersion).fakerVersion);
}

/** Compares every row with what seed phase and all streams so far must have left. */
export async function compareAll({ workload, notCommitted }: Standing, database: Database): Promise<StateResult> {
  const { earlierPerLane } = workload.timeline;
  const outcomes = { operationsPerLane: earlierPerLane, notCommitted: new Set(notCommitted) };
  const oracle = new Oracle(workload, outcomes);
  return database.inSnapshot(reader => checkState(workload, oracle, reader));
}

function refuseOthers(then: Deciding, now: Deciding): void {
  const other = differences(then, now);
  if (other.length === 0) return;
  throw new UsageError(`the rows were made from another workload:\n  ${other.join('\n  ')}`, {
    hint: 'say the same again, or `alimentador reset` and seed anew',
  });
}

/** A stream that did not say its end stopped where it last wrote down, or nobody knows where: the rows tell which. */
async function requireKnownPoint(standing: Standing, database: Database): Promise<void> {
  const { matches, tables } = await compareAll(standing, database);
  if (matches) return;
  const different = Object.keys(tables).filter(name => !tables[name]!.matches);
  throw new CannotRun(
    `the last stream was cut off, and where it stopped cannot be known: ${different.join(', ')} went on since it was last written down`,
    { hint: '`alimentador reset`, then `alimentador seed`' },
  );
}
