import { attemptsMax, drawValue } from './drawn-column.ts';
import type { LaneCandidates } from './lane-candidates.ts';
import { isSet, type LaneRows } from './lane-rows.ts';
import { rowIdentity, type Change } from './operation.ts';
import { StreamDraw } from './stream-draw.ts';
import type { StepPlan, Workload } from './workload.ts';

/** A change with what the lane has to remember of it. */
export interface PlannedStep {
  readonly change: Change;
  readonly ordinal: number;
  readonly attempt: number;
  /** Place of the new state among the step's states. */
  readonly state: number;
  /** Row numbers of parents that must be remembered, by their place in the history. */
  readonly ownParents: readonly number[];
}

/** Plans single steps for one lane. Nothing is changed: the lane takes up the result once the whole operation is planned. */
export class StepPlanner {
  private readonly workload: Workload;
  private readonly rows: LaneRows;
  private readonly candidates: LaneCandidates;
  private readonly draw: StreamDraw;
  private operation = 0;
  private noop = false;
  private planned: PlannedStep[] = [];
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
  plan(steps: readonly StepPlan[], operation: number, noop: boolean): PlannedStep[] | undefined {
    this.operation = operation;
    this.noop = noop;
    this.planned = [];
    for (const step of steps) {
      const planned = this.planStep(step);
      if (planned === undefined) return undefined;
      this.planned.push(planned);
    }
    return this.planned;
  }

  private planStep(plan: StepPlan): PlannedStep | undefined {
    if (!plan.columns.every(column => this.hasParents(plan, column.column))) return undefined;
    if (plan.step.kind === 'insert') return this.insert(plan);
    const ordinal = this.rowFor(plan);
    if (ordinal === undefined) return undefined;
    return plan.step.kind === 'update' ? this.update(plan, ordinal) : this.delete(plan, ordinal);
  }

  private insert(plan: StepPlan): PlannedStep | undefined {
    const { table } = plan.step;
    const tablePlan = this.workload.tables[table]!;
    const earlier = this.planned.filter(({ change }) => change.step.kind === 'insert' && change.step.table === table);
    const ordinal = this.rows.histories[table]!.rows + earlier.length;
    if (this.rows.rowNumber(ordinal) > tablePlan.rowsMax) return undefined;
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
      return this.result(plan, ordinal, this.keyOf(table, ordinal), columns, values, { references, attempt, picked });
    }
    return undefined;
  }

  private delete(plan: StepPlan, ordinal: number): PlannedStep {
    const { table } = plan.step;
    const references: number[] = [];
    for (const { generator, index } of this.workload.tables[table]!.table.columns) {
      if (generator.kind !== 'ref' || !this.workload.tables[generator.table]!.table.deletable) continue;
      const key = this.current(table, ordinal, index);
      const parent = key === null ? undefined : this.workload.tables[generator.table]!.keys.rowNumber(key);
      if (parent !== undefined) references.push(rowIdentity(generator.table, parent));
    }
    return this.result(plan, ordinal, this.keyOf(table, ordinal), [], [], { references });
  }

  /** The row an update or delete takes: that of an earlier step, or one drawn among the candidates. */
  private rowFor(plan: StepPlan): number | undefined {
    const { rowOf, table } = plan.step;
    if (rowOf !== undefined) return this.planned[rowOf - 1]!.ordinal;
    const candidates = this.candidates.of(plan.step);
    if (candidates.size === 0) return undefined;
    const { draw } = this.draw;
    this.draw.seat(this.operation, table, 0);
    const first = draw.column(plan.rowHash).below(candidates.size);
    const taken = this.planned.filter(({ change }) => change.step.table === table).map(({ ordinal }) => ordinal);
    for (let next = 0; next < Math.min(candidates.size, taken.length + 1); next++) {
      const ordinal = candidates.at((first + next) % candidates.size);
      if (!taken.includes(ordinal)) return ordinal;
    }
    return undefined;
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

  /** False where a column would have to refer to a row and there is none. */
  private hasParents(plan: StepPlan, column: number): boolean {
    const set = plan.step.sets.find(each => each.column === column)!;
    if (set.generator.kind !== 'ref') return true;
    const parent = set.generator.table;
    if (!this.workload.tables[parent]!.table.shared) return this.candidates.live(parent).size > 0;
    return this.draw.referable(parent, this.operation) > 0;
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
    this.draw.ownParent = table => {
      const live = this.candidates.live(table);
      return remember(this.rows.rowNumber(live.at(this.draw.draw.below(live.size))));
    };
    this.draw.stepRow = step => remember(this.planned[step - 1]!.change.rowNumber);
    return drawValue(column, this.draw, attempt);
  }

  /** A value of a row now, earlier steps of this operation included. */
  private current(table: number, ordinal: number, column: number): string | null {
    for (let place = this.planned.length - 1; place >= 0; place--) {
      const { change, ordinal: touched } = this.planned[place]!;
      if (change.step.table !== table || touched !== ordinal) continue;
      const at = change.columns.indexOf(column);
      if (at >= 0) return change.values[at]!;
    }
    return this.rows.value(table, ordinal, column);
  }

  private keyOf(table: number, ordinal: number): readonly string[] {
    const earlier = this.planned.find(({ change, ordinal: other }) => change.step.table === table && other === ordinal);
    return earlier?.change.key ?? this.rows.key(table, ordinal);
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
