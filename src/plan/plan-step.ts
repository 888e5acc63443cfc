import type { Step } from '../model/model.ts';
import type { ColumnSelection } from './column-selection.ts';
import { attemptsMax } from './drawn-column.ts';
import type { LaneCandidates } from './lane-candidates.ts';
import type { LaneRows } from './lane-rows.ts';
import { rowIdentity } from './operation.ts';
import { PlannedSteps, type PlannedStep } from './planned-steps.ts';
import { RowDraw, type DrawnRow } from './row-draw.ts';
import { StreamDraw } from './stream-draw.ts';
import type { StepPlan, Workload } from './workload.ts';

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
  private readonly row: RowDraw;

  constructor(workload: Workload, lane: number, rows: LaneRows, candidates: LaneCandidates) {
    this.workload = workload;
    this.rows = rows;
    this.candidates = candidates;
    this.draw = new StreamDraw(workload, lane, rows.histories);
    this.row = new RowDraw(workload, rows, candidates, this.planned, this.draw);
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
    const row = this.row.draw(plan, this.operation, ordinal, plan.selections.of(0), 0);
    const key = tablePlan.table.key.columns.map(column => row.values[row.selection.places[column]!] ?? '');
    return this.result(row, key, 0, 0);
  }

  private update(plan: StepPlan, ordinal: number): PlannedStep | undefined {
    const { table } = plan.step;
    if (2 * ((this.operation + 1) * this.workload.settings.lanes) * this.workload.steps.length >= plan.uniqueMax) {
      this.exhausted = plan.step;
      return undefined;
    }
    const picked = this.pick(plan, ordinal);
    const selection = plan.selections.of(picked);
    const old = selection.indexes.map(column => this.row.current(table, ordinal, column));
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      const row = this.row.draw(plan, this.operation, ordinal, selection, attempt);
      if (!this.noop && row.values.every((value, place) => value === old[place])) continue;
      row.references.push(...this.parentsLeft(table, ordinal, selection.indexes));
      return this.result(row, this.keyOf(table, ordinal), attempt, picked);
    }
    return undefined;
  }

  private delete(plan: StepPlan, ordinal: number): PlannedStep {
    const { table } = plan.step;
    const columns = this.workload.tables[table]!.table.columns.map(({ index }) => index);
    const references = this.parentsLeft(table, ordinal, columns);
    const row = { plan, ordinal, selection: nothing, values: [], references, ownParents: [] };
    return this.result(row, this.keyOf(table, ordinal), 0, 0);
  }

  /** Rows that the columns refer to before the change and that may be deleted as soon as they no longer do. */
  private parentsLeft(table: number, ordinal: number, columns: readonly number[]): number[] {
    const parents = this.workload.deletableParents[table]!;
    if (parents.length === 0) return [];
    return parents.flatMap(({ column, parent }) => {
      const key = columns.includes(column) ? this.row.current(table, ordinal, column) : null;
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
    if (!where.every(({ column, values }) => values.includes(this.row.current(table, ordinal, column)))) return false;
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

  private keyOf(table: number, ordinal: number): readonly string[] {
    return this.planned.key(table, ordinal) ?? this.rows.key(table, ordinal);
  }

  private result(
    { plan, ordinal, selection, values, references, ownParents }: Omit<DrawnRow, 'drawn'>,
    key: readonly string[],
    attempt: number,
    picked: number,
  ): PlannedStep {
    const state = selection.movePlace < 0 ? 0 : Math.max(0, plan.states.indexOf(values[selection.movePlace]!));
    const rowNumber = this.rows.rowNumber(ordinal);
    const change = { step: plan.step, rowNumber, key, columns: selection.indexes, values, picked, references };
    return { change, ordinal, attempt, state, ownParents };
  }
}
