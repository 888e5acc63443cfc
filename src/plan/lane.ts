import type { Event, Step } from '../model/model.ts';
import { LaneCandidates } from './lane-candidates.ts';
import { LaneRows } from './lane-rows.ts';
import type { Operation } from './operation.ts';
import { StepPlanner } from './plan-step.ts';
import type { PlannedStep } from './planned-steps.ts';
import type { Workload } from './workload.ts';

/** Row images kept for each table of a lane, unless said otherwise; changes nothing but speed. */
export const cacheRowsDefault = 512;

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

  constructor(workload: Workload, lane: number, cacheRows: number = cacheRowsDefault) {
    this.workload = workload;
    this.lane = lane;
    this.rows = new LaneRows(workload, lane, cacheRows);
    this.candidates = new LaneCandidates(workload, this.rows);
    this.planner = new StepPlanner(workload, lane, this.rows, this.candidates);
  }

  /** The lane's next operation, or undefined when a finite plan is at its end. */
  next(): Operation | undefined {
    const { timeline, decks, settings } = this.workload;
    const operation = this.planned;
    if (timeline.isOver(this.lane, operation)) return undefined;
    const number = operation * settings.lanes + this.lane;
    this.planned += 1;
    const dueUs = timeline.dueUs(this.lane, operation);
    const wanted = settings.model.events[decks.eventOf(number)]!;
    for (const event of this.inTurn(wanted)) {
      const steps = event.steps.map(step => this.workload.steps[step.id]!);
      const planned = this.planner.plan(steps, operation, event.noop);
      if (planned === undefined) {
        if (event === wanted && this.planner.exhausted !== undefined) this.exhausted.add(this.planner.exhausted);
        continue;
      }
      if (event.expect === undefined) for (const step of planned) this.takeUp(step, operation);
      const changes = planned.map(step => step.change);
      const substituted = event !== wanted;
      return { number, lane: this.lane, event: event.index, substituted, dueUs, changes, expect: event.expect };
    }
    return { number, lane: this.lane, event: undefined, substituted: false, dueUs, changes: [], expect: undefined };
  }

  /** The event, then its substitutes: weighted events of the same kind, cyclic in the file's order, then of any kind. */
  private *inTurn(wanted: Event): Generator<Event> {
    yield wanted;
    const { model, weights } = this.workload.settings;
    const others = [...model.events.slice(wanted.index + 1), ...model.events.slice(0, wanted.index)];
    const weighted = others.filter(event => weights[event.index]! > 0);
    yield* weighted.filter(event => event.kind === wanted.kind);
    yield* weighted.filter(event => event.kind !== wanted.kind);
  }

  private takeUp(planned: PlannedStep, operation: number): void {
    const { change, ordinal, attempt, state, ownParents } = planned;
    const { table, kind, id } = change.step;
    const history = this.rows.histories[table]!;
    const before = this.references(table, ordinal, kind === 'insert');
    if (kind === 'insert') history.insert(operation, id, ownParents);
    else if (kind === 'delete') history.delete(ordinal, operation);
    else history.update(ordinal, { operation, step: id, picked: change.picked, attempt, state }, ownParents);
    this.rows.change(table, ordinal, change.columns, change.values);
    const now = this.references(table, ordinal, kind === 'delete');
    for (const [place, { parent, key }] of before.entries()) {
      this.candidates.referenceChanged(parent, key, now[place]!.key);
    }
    this.candidates.changed(table, ordinal);
  }

  /** Keys of the deletable parents that a row refers to; null for those of a row that is not there. */
  private references(table: number, ordinal: number, isAbsent: boolean): { parent: number; key: string | null }[] {
    return this.workload.deletableParents[table]!.map(({ column, parent }) => {
      return { parent, key: isAbsent ? null : this.rows.value(table, ordinal, column) };
    });
  }
}
