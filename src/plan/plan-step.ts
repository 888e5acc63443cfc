import type { Step } from '../model/model.ts';
import type { ColumnSelection } from './column-selection.ts';
import { attemptsMax, drawValue } from './drawn-column.ts';
import type { LaneCandidates } from './lane-candidates.ts';
import type { LaneRows } from './lane-rows.ts';
import { rowIdentity } from './operation.ts';
import { PlannedSteps, type PlannedStep } from './planned-steps.ts';
import { StreamDraw } from './stream-draw.ts';
import type { StepPlan, Workload } from './workload.ts';

/** The row that a step is drawing. */
interface DrawnRow {
  readonly plan: StepPlan;
  readonly ordinal: number;
  readonly selection: ColumnSelection;
  /** For each selected column. */
  readonly values: (string | null)[];
  /** How many of the columns are drawn by now. */
  drawn: number;
}

const nothing: ColumnSelection = { columns: [], indexes: [], places: [], movePlace: -1 };

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
  private readonly planned = new PlannedSteps();
  private drawing!: DrawnRow;
  private ownParents: number[] = [];

  constructor(workload: Workload, lane: number, rows: LaneRows, candidates: LaneCandidates) {
    this.workload = workload;
    this.rows = rows;
    this.candidates = candidates;
    this.draw = new StreamDraw(workload, lane, rows.histories);
    this.draw.known = column => this.known(column);
    this.draw.ownParent = table => this.ownParent(table);
    this.draw.stepRow = step => this.stepRow(step);
  }

  /**
   * Plans the steps of an event in order.
   * @param operation counted within the lane
   * @returns undefined where the event is not possible now; else a list that holds until the next call
   */
  plan(steps: readonly StepPlan[], operation: number, noop: boolean): readonly PlannedStep[] | undefined {
    this.operation = operation;
    this.noop = noop;
    this.exhausted = undefined;
    this.planned.clear();
    for (const step of steps) {
      const planned = this.planStep(step);
      if (planned === undefined) return undefined;
      this.planned.add(planned);
    }
    return this.planned.all;
  }

  private planStep(plan: StepPlan): PlannedStep | undefined {
    for (const parent of plan.parents) if (!this.mayReferTo(parent)) return undefined;
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
    const references = this.drawRow(plan, ordinal, plan.selections.of(0), 0);
    const { selection, values } = this.drawing;
    const key = tablePlan.table.key.columns.map(column => values[selection.places[column]!] ?? '');
    return this.result(plan, key, { references });
  }

  private update(plan: StepPlan, ordinal: number): PlannedStep | undefined {
    const { table } = plan.step;
    if (2 * ((this.operation + 1) * this.workload.settings.lanes) * this.workload.steps.length >= plan.uniqueMax) {
      this.exhausted = plan.step;
      return undefined;
    }
    const picked = this.pick(plan, ordinal);
    const selection = plan.selections.of(picked);
    const old = selection.indexes.map(column => this.current(table, ordinal, column));
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      const references = this.drawRow(plan, ordinal, selection, attempt);
      const { values } = this.drawing;
      if (!this.noop && values.every((value, place) => value === old[place])) continue;
      references.push(...this.parentsLeft(table, ordinal, selection.indexes));
      return this.result(plan, this.keyOf(table, ordinal), { references, attempt, picked });
    }
    return undefined;
  }

  private delete(plan: StepPlan, ordinal: number): PlannedStep {
    const { table } = plan.step;
    const columns = this.workload.tables[table]!.table.columns.map(({ index }) => index);
    const references = this.parentsLeft(table, ordinal, columns);
    this.drawing = { plan, ordinal, selection: nothing, values: [], drawn: 0 };
    this.ownParents = [];
    return this.result(plan, this.keyOf(table, ordinal), { references });
  }

  /** Rows that the columns refer to before the change and that may be deleted as soon as they no longer do. */
  private parentsLeft(table: number, ordinal: number, columns: readonly number[]): number[] {
    const parents = this.workload.deletableParents[table]!;
    if (parents.length === 0) return [];
    return parents.flatMap(({ column, parent }) => {
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
    for (let next = 0; next < candidates.size; next++) {
      const ordinal = candidates.at((first + next) % candidates.size);
      if (!this.planned.takes(table, ordinal) && !this.isKept(plan, ordinal)) return ordinal;
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
    const places = plan.columns.map(({ pickPlace }) => pickPlace).filter(place => place >= 0);
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
    return this.candidates.live(parent).size > this.planned.deletesFrom(parent);
  }

  /**
   * Draws the selected columns of a row, in `drawing`.
   * @returns the rows that they refer to
   */
  private drawRow(plan: StepPlan, ordinal: number, selection: ColumnSelection, attempt: number): number[] {
    const { draw } = this;
    const { kind, table, id } = plan.step;
    const values = Array<string | null>(selection.columns.length).fill(null);
    const drawing = { plan, ordinal, selection, values, drawn: 0 };
    this.drawing = drawing;
    this.ownParents = [];
    draw.references = [];
    draw.seat(this.operation, table, this.rows.rowNumber(ordinal));
    for (const column of selection.columns) {
      draw.seatUnique(column.column, kind === 'insert' ? undefined : id);
      values[drawing.drawn] = drawValue(column, draw, attempt);
      drawing.drawn += 1;
    }
    return draw.references;
  }

  /** A column of the row that is being drawn: as drawn by now, else as it is; of an inserted row there is nothing else. */
  private known(column: number): string | null {
    const { plan, ordinal, selection, values, drawn } = this.drawing;
    const place = selection.places[column]!;
    if (place >= 0 && place < drawn) return values[place]!;
    return plan.step.kind === 'insert' ? null : this.current(plan.step.table, ordinal, column);
  }

  /** Row number of one of the lane's live rows, as the parent of the row that is being drawn. */
  private ownParent(table: number): number {
    return this.remember(this.rows.rowNumber(this.liveParent(table)));
  }

  /** Row number of the row of an earlier step, as the parent of the row that is being drawn. */
  private stepRow(step: number): number {
    const { change } = this.planned.step(step);
    this.draw.references.push(rowIdentity(change.step.table, change.rowNumber));
    return this.remember(change.rowNumber);
  }

  /** Keeps the parent of the column that is being drawn, where the history has a place for it. */
  private remember(rowNumber: number): number {
    const { plan, selection, drawn } = this.drawing;
    const place = this.workload.tables[plan.step.table]!.ownParents.get(selection.indexes[drawn]!);
    if (place !== undefined) this.ownParents[place] = rowNumber;
    return rowNumber;
  }

  /** One of the lane's live rows, passing over those that an earlier step deletes. */
  private liveParent(table: number): number {
    const live = this.candidates.live(table);
    let place = this.draw.draw.below(live.size);
    while (this.planned.deletes(table, live.at(place))) place = (place + 1) % live.size;
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
    key: readonly string[],
    { references, attempt = 0, picked = 0 }: { references: readonly number[]; attempt?: number; picked?: number },
  ): PlannedStep {
    const { ordinal, selection, values } = this.drawing;
    const state = selection.movePlace < 0 ? 0 : Math.max(0, plan.states.indexOf(values[selection.movePlace]!));
    const rowNumber = this.rows.rowNumber(ordinal);
    const change = { step: plan.step, rowNumber, key, columns: selection.indexes, values, picked, references };
    return { change, ordinal, attempt, state, ownParents: this.ownParents };
  }
}
