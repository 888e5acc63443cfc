import type { Step } from '../model/model.ts';
import { LaneCandidates } from './lane-candidates.ts';
import { LaneRows } from './lane-rows.ts';
import type { Operation } from './operation.ts';
import { StepPlanner } from './plan-step.ts';
import type { PlannedStep } from './planned-steps.ts';
import type { Workload } from './workload.ts';

/** Row images kept for each table, all lanes together; changes nothing but speed. */
const cachedRows = 512;
const cachedRowsOfLaneMin = 32;

/** Each lane has its part: many lanes would else keep what they hardly ever come back to. */
function cacheRowsOfLane(lanes: number): number {
  return Math.max(cachedRowsOfLaneMin, Math.ceil(cachedRows / lanes));
}

/**
 * One lane of the plan: an ordered, lazy sequence of operations. What comes next depends on the workload alone, never on a
 * clock, an answer of the database or another lane (design §3.4).
 */
export class Lane {
  readonly rows: LaneRows;
  /** Steps of events that came up and had no unique value left. */
  readonly exhausted = new Set<Step>();
  private readonly workload: Workload;
  private readonly lane: number;
  private readonly candidates: LaneCandidates;
  private readonly planner: StepPlanner;
  private planned = 0;

  /** @param cacheRows row images kept for each table of the lane */
  constructor(workload: Workload, lane: number, cacheRows: number = cacheRowsOfLane(workload.settings.lanes)) {
    this.workload = workload;
    this.lane = lane;
    this.rows = new LaneRows(workload, lane, cacheRows);
    this.candidates = new LaneCandidates(workload, this.rows);
    this.planner = new StepPlanner(workload, lane, this.rows, this.candidates);
  }

  /** The lane's next operation, or undefined when a finite plan is at its end. */
  next(): Operation | undefined {
    const { timeline, decks, settings, eventsInTurn } = this.workload;
    const operation = this.planned;
    if (timeline.isOver(this.lane, operation)) return undefined;
    const number = operation * settings.lanes + this.lane;
    this.planned += 1;
    const dueUs = timeline.dueUs(this.lane, operation);
    const inTurn = eventsInTurn[decks.eventOf(number)]!;
    for (const { event, steps } of inTurn) {
      const planned = this.planner.plan(steps, operation, event.noop);
      const isWanted = event === inTurn[0]!.event;
      if (planned === undefined) {
        if (isWanted && this.planner.exhausted !== undefined) this.exhausted.add(this.planner.exhausted);
        continue;
      }
      if (event.expect === undefined) for (const step of planned) this.takeUp(step, operation);
      const changes = planned.map(step => step.change);
      const { index, expect } = event;
      return { number, lane: this.lane, event: index, substituted: !isWanted, dueUs, changes, expect };
    }
    return { number, lane: this.lane, event: undefined, substituted: false, dueUs, changes: [], expect: undefined };
  }

  private takeUp(planned: PlannedStep, operation: number): void {
    const { change, ordinal, attempt, state, ownParents } = planned;
    const { table, kind, id } = change.step;
    const history = this.rows.histories[table]!;
    const references = this.workload.deletableParents[table]!;
    const before = kind === 'insert' ? [] : this.values(table, ordinal, references);
    if (kind === 'insert') history.insert(operation, id, ownParents);
    else if (kind === 'delete') history.delete(ordinal, operation);
    else history.update(ordinal, { operation, step: id, picked: change.picked, attempt, state }, ownParents);
    this.rows.change(table, ordinal, change.columns, change.values);
    const now = kind === 'delete' ? [] : this.values(table, ordinal, references);
    for (let place = 0; place < references.length; place++) {
      this.candidates.referenceChanged(references[place]!.parent, before[place] ?? null, now[place] ?? null);
    }
    this.candidates.changed(table, ordinal);
  }

  private values(table: number, ordinal: number, columns: readonly { column: number }[]): readonly (string | null)[] {
    if (columns.length === 0) return [];
    return columns.map(({ column }) => this.rows.value(table, ordinal, column));
  }
}
