import type { Step } from '../model/model.ts';
import { LaneDigest, combinedDigest } from './digest.ts';
import { Lane } from './lane.ts';
import type { Operation } from './operation.ts';
import type { Workload } from './workload.ts';

export interface PlanSummary {
  /** SHA-256 of all operations. */
  readonly digest: string;
  readonly operations: number;
  readonly operationsPerLane: readonly number[];
  readonly substituted: number;
  readonly skipped: number;
  /** Operations by event index. */
  readonly byEvent: readonly number[];
  /** Steps that had no unique value left when their event came up. */
  readonly exhausted: ReadonlySet<Step>;
}

/** All lanes of a workload, not yet begun. */
export function makeLanes(workload: Workload, cacheRows?: number): Lane[] {
  return Array.from({ length: workload.settings.lanes }, (_, lane) => new Lane(workload, lane, cacheRows));
}

/**
 * Operations in the order of their numbers, lane by lane in turn.
 * @param limit how many at most; needed where the plan is endless
 */
export function* planOperations(workload: Workload, limit = Infinity, cacheRows?: number): Generator<Operation> {
  yield* inTurn(makeLanes(workload, cacheRows), limit);
}

/** Lanes in turn; one that is at its end is passed over. */
function* inTurn(lanes: readonly Lane[], limit: number): Generator<Operation> {
  const open = new Set(lanes);
  let planned = 0;
  while (open.size > 0) {
    for (const lane of open) {
      if (planned >= limit) return;
      const operation = lane.next();
      if (operation === undefined) open.delete(lane);
      else {
        planned += 1;
        yield operation;
      }
    }
  }
}

/**
 * Lanes that have planned that many operations each, as they stand when something goes on behind those.
 * @param visit is shown every operation, lane after lane
 */
export function lanesAfter(
  workload: Workload,
  operationsPerLane: readonly number[],
  visit: (operation: Operation) => void,
): Lane[] {
  const lanes = makeLanes(workload);
  for (const [index, lane] of lanes.entries()) {
    for (let count = operationsPerLane[index]!; count > 0; count--) visit(lane.next()!);
  }
  return lanes;
}

/** Plans up to `limit` operations and sums them up. */
export function summarisePlan(workload: Workload, limit = Infinity, cacheRows?: number): PlanSummary {
  const { model } = workload.settings;
  const lanes = makeLanes(workload, cacheRows);
  const digests = lanes.map(() => new LaneDigest());
  const byEvent = model.events.map(() => 0);
  let [substituted, skipped] = [0, 0];
  for (const operation of inTurn(lanes, limit)) {
    digests[operation.lane]!.add(operation, model);
    if (operation.substituted) substituted += 1;
    if (operation.event === undefined) skipped += 1;
    else byEvent[operation.event]! += 1;
  }
  const operationsPerLane = digests.map(digest => digest.operations);
  const operations = operationsPerLane.reduce((a, b) => a + b, 0);
  const exhausted = new Set(lanes.flatMap(lane => [...lane.exhausted]));
  return { digest: combinedDigest(digests), operations, operationsPerLane, substituted, skipped, byEvent, exhausted };
}
