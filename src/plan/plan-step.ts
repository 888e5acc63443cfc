import type { Step } from '../model/model.ts';
import { attemptsMax, drawValue } from './drawn-column.ts';
import type { LaneCandidates } from './lane-candidates.ts';
import { isSet, type LaneRows } from './lane-rows.ts';
import { rowIdentity } from './operation.ts';
import { PlannedSteps, type PlannedStep } from './planned-steps.ts';
import { StreamDraw } from './stream-draw.ts';
import type { StepPlan, Workload } from './workload.ts';

/** Plans single steps for one lane. Nothing is changed: the lane takes up the result once the whole operation is planned. */
export class StepPlanner {
  /** Step that had no unique value left, when that is why the last event was not possible. */
  exhausted: Step | undefined;
  private readonly workload: Workload;
  private readonly rows: LaneRows;
  private readonly candidates: LaneCandidates;
  private readonly draw: StreamDraw;
  private operation = 0;
  private noop = false;
  private planned = new PlannedSteps();
  private ownParents: number[] = [];

  constructor(workload: Workload, lane: number, rows: LaneRows, candidates: LaneCandidates) {
    this.workload = workload;
    this.rows = rows;
    this.candidates = candidates;
    this.draw = new StreamDraw(workload, lane, rows.histories);
  }

  /**
   * Plans the steps of an event in order.
   * @param operation counted within the lane
   * @returns undefined where the event is not possible now
   */
  plan(steps: readonly StepPlan[], operation: number, noop: boolean): readonly PlannedStep[] | undefined {
    this.operation = operation;
    this.noop = noop;
    this.exhausted = undefined;
    this.planned = new PlannedSteps();
    for (const step of steps) {
      const planned = this.planStep(step);
      if (planned === undefined) return undefined;
      this.planned.add(planned);
    }
    return this.planned.all;
  }

  private planStep(plan: StepPlan): PlannedStep | undefined {
    if (!plan.parents.every(parent => this.mayReferTo(parent))) return undefined;
    if (plan.step.kind === 'insert') return this.insert(plan);
    const ordinal = this.rowFor(plan);
    if (ordinal === undefined) return undefined;
    return plan.step.kind === 'update' ? this.update(plan, ordinal) : this.delete(plan, ordinal);
  }

  private insert(plan: StepPlan): PlannedStep | undefined {
    const { table } = plan.step;
    const tablePlan = this.workload.tables[table]!;
    const ordinal = this.rows.histories[table]!.rows + this.planned.insertsInto(table);
    if (this.rows.rowNumber(ordinal) > tablePlan.rowsMax) {
      this.exhausted = plan.step;
      return undefined;
    }
    const image: (string | null)[] = [];
    const references = this.seat(plan, ordinal, column => image[column] ?? null);
    for (const column of plan.columns) {
      this.draw.seatUnique(column.column, undefined);
      image[column.column] = this.drawColumn(plan, column, 0);
    }
    const columns = plan.columns.map(each => each.column);
    const key = tablePlan.table.key.columns.map(column => image[column] ?? '');
    const values = columns.map(column => image[column]!);
    return this.result(plan, ordinal, key, columns, values, { references });
  }

  private update(plan: StepPlan, ordinal: number): PlannedStep | undefined {
    const { table, id } = plan.step;
    if (2 * ((this.operation + 1) * this.workload.settings.lanes) * this.workload.steps.length >= plan.uniqueMax) {
      this.exhausted = plan.step;
      return undefined;
    }
    const picked = this.pick(plan, ordinal);
    const drawn = plan.columns.filter(column => isSet(plan, column, picked));
    const old = drawn.map(({ column }) => this.current(table, ordinal, column));
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      const fresh = new Map<number, string | null>();
      const known = (column: number): string | null =>
        fresh.has(column) ? fresh.get(column)! : this.current(table, ordinal, column);
      const references = this.seat(plan, ordinal, known);
      for (const column of drawn) {
        this.draw.seatUnique(column.column, id);
        fresh.set(column.column, this.drawColumn(plan, column, attempt));
      }
      const values = drawn.map(({ column }) => fresh.get(column)!);
      if (!this.noop && values.every((value, place) => value === old[place])) continue;
      const columns = drawn.map(({ column }) => column);
      references.push(...this.parentsLeft(table, ordinal, columns));
      return this.result(plan, ordinal, this.keyOf(table, ordinal), columns, values, { references, attempt, picked });
    }
    return undefined;
  }

  private delete(plan: StepPlan, ordinal: number): PlannedStep {
    const { table } = plan.step;
    const columns = this.workload.tables[table]!.table.columns.map(({ index }) => index);
    const references = this.parentsLeft(table, ordinal, columns);
    return this.result(plan, ordinal, this.keyOf(table, ordinal), [], [], { references });
  }

  /** Rows that the columns refer to before the change and that may be deleted as soon as they no longer do. */
  private parentsLeft(table: number, ordinal: number, columns: readonly number[]): number[] {
    return this.workload.deletableParents[table]!.flatMap(({ column, parent }) => {
      const key = columns.includes(column) ? this.current(table, ordinal, column) : null;
      const rowNumber = key === null ? undefined : this.workload.tables[parent]!.keys.rowNumber(key);
      return rowNumber === undefined ? [] : [rowIdentity(parent, rowNumber)];
    });
  }

  /** The row an update or delete takes: that of an earlier step, or one drawn among the candidates. */
  private rowFor(plan: StepPlan): number | undefined {
    const { rowOf, table } = plan.step;
    if (rowOf !== undefined) {
      const { ordinal } = this.planned.step(rowOf);
      return this.suits(plan, ordinal) ? ordinal : undefined;
    }
    const candidates = this.candidates.of(plan.step);
    if (candidates.size === 0) return undefined;
    this.draw.seat(this.operation, table, 0);
    const first = this.draw.draw.column(plan.rowHash).below(candidates.size);
    const taken = this.planned.taken(table);
    for (let next = 0; next < candidates.size; next++) {
      const ordinal = candidates.at((first + next) % candidates.size);
      if (!taken.includes(ordinal) && !this.isKept(plan, ordinal)) return ordinal;
    }
    return undefined;
  }

  /** Whether the row of an earlier step, as that left it, is one that this step could have drawn. */
  private suits(plan: StepPlan, ordinal: number): boolean {
    const { kind, table, where } = plan.step;
    if (!where.every(({ column, values }) => values.includes(this.current(table, ordinal, column)))) return false;
    return kind !== 'delete' || (this.candidates.isChildless(table, ordinal) && !this.isKept(plan, ordinal));
  }

  /** Whether a delete must leave the row because an earlier step made another row refer to it. */
  private isKept({ step: { kind, table } }: StepPlan, ordinal: number): boolean {
    return kind === 'delete' && this.planned.refersTo(table, this.rows.rowNumber(ordinal));
  }

  /** Bits of the columns that are picked: a partial Fisher-Yates draw. */
  private pick(plan: StepPlan, ordinal: number): number {
    if (plan.step.pick === 0) return 0;
    const places = plan.columns.filter(column => column.picked).map((_, place) => place);
    this.draw.seat(this.operation, plan.step.table, this.rows.rowNumber(ordinal));
    const draw = this.draw.draw.column(plan.pickHash);
    let picked = 0;
    for (let chosen = 0; chosen < plan.step.pick; chosen++) {
      const [place] = places.splice(draw.below(places.length), 1);
      picked |= 1 << place!;
    }
    return picked;
  }

  /** False where a column would have to refer to a row of the table and there is none. */
  private mayReferTo(parent: number): boolean {
    if (this.workload.tables[parent]!.table.shared) return this.draw.referable(parent, this.operation) > 0;
    return this.candidates.live(parent).size > this.planned.deleted(parent).length;
  }

  private seat(plan: StepPlan, ordinal: number, known: (column: number) => string | null): number[] {
    const { draw } = this;
    this.ownParents = [];
    draw.references = [];
    draw.known = known;
    draw.seat(this.operation, plan.step.table, this.rows.rowNumber(ordinal));
    return draw.references;
  }

  private drawColumn(plan: StepPlan, column: StepPlan['columns'][number], attempt: number): string | null {
    const place = this.workload.tables[plan.step.table]!.ownParents.get(column.column);
    const remember = (rowNumber: number): number => {
      if (place !== undefined) this.ownParents[place] = rowNumber;
      return rowNumber;
    };
    this.draw.ownParent = table => remember(this.rows.rowNumber(this.liveParent(table)));
    this.draw.stepRow = step => {
      const { change } = this.planned.step(step);
      this.draw.references.push(rowIdentity(change.step.table, change.rowNumber));
      return remember(change.rowNumber);
    };
    return drawValue(column, this.draw, attempt);
  }

  /** One of the lane's live rows, passing over those that an earlier step deletes. */
  private liveParent(table: number): number {
    const live = this.candidates.live(table);
    const deleted = this.planned.deleted(table);
    let place = this.draw.draw.below(live.size);
    while (deleted.includes(live.at(place))) place = (place + 1) % live.size;
    return live.at(place);
  }

  /** A value of a row now, earlier steps of this operation included. */
  private current(table: number, ordinal: number, column: number): string | null {
    const planned = this.planned.value(table, ordinal, column);
    return planned === undefined ? this.rows.value(table, ordinal, column) : planned;
  }

  private keyOf(table: number, ordinal: number): readonly string[] {
    return this.planned.key(table, ordinal) ?? this.rows.key(table, ordinal);
  }

  private result(
    plan: StepPlan,
    ordinal: number,
    key: readonly string[],
    columns: readonly number[],
    values: readonly (string | null)[],
    more: { references: readonly number[]; attempt?: number; picked?: number },
  ): PlannedStep {
    const move = plan.columns.find(column => column.kind === 'move')?.column;
    const state = move === undefined ? 0 : Math.max(0, plan.states.indexOf(values[columns.indexOf(move)] ?? null));
    const { references, attempt = 0, picked = 0 } = more;
    const rowNumber = this.rows.rowNumber(ordinal);
    const change = { step: plan.step, rowNumber, key, columns, values, picked, references };
    return { change, ordinal, attempt, state, ownParents: this.ownParents };
  }
}
