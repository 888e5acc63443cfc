import type { ColumnSelection } from './column-selection.ts';
import { drawValue } from './drawn-column.ts';
import type { LaneCandidates } from './lane-candidates.ts';
import type { LaneRows } from './lane-rows.ts';
import { rowIdentity } from './operation.ts';
import type { PlannedSteps } from './planned-steps.ts';
import type { StreamDraw } from './stream-draw.ts';
import type { StepPlan, Workload } from './workload.ts';

/** A row as a step draws it. */
export interface DrawnRow {
  readonly plan: StepPlan;
  readonly ordinal: number;
  readonly selection: ColumnSelection;
  /** For each selected column. */
  readonly values: (string | null)[];
  /** How many of the columns are drawn by now. */
  drawn: number;
  /** Row identities of the rows that it refers to. */
  readonly references: number[];
  /** Row numbers of parents that must be remembered, by their place in the history. */
  readonly ownParents: number[];
}

/** Draws rows for one lane, as they are in the middle of an operation. */
export class RowDraw {
  private readonly workload: Workload;
  private readonly rows: LaneRows;
  private readonly candidates: LaneCandidates;
  private readonly planned: PlannedSteps;
  private readonly stream: StreamDraw;
  private row!: DrawnRow;

  /** @param planned the operation's earlier steps */
  constructor(
    workload: Workload,
    rows: LaneRows,
    candidates: LaneCandidates,
    planned: PlannedSteps,
    stream: StreamDraw,
  ) {
    this.workload = workload;
    this.rows = rows;
    this.candidates = candidates;
    this.planned = planned;
    this.stream = stream;
    stream.known = column => this.known(column);
    stream.ownParent = table => this.ownParent(table);
    stream.stepRow = step => this.stepRow(step);
  }

  /** Draws the selected columns; the result is the caller's. */
  draw(plan: StepPlan, operation: number, ordinal: number, selection: ColumnSelection, attempt: number): DrawnRow {
    const { stream } = this;
    const { kind, table, id } = plan.step;
    const values = Array<string | null>(selection.columns.length).fill(null);
    const row: DrawnRow = { plan, ordinal, selection, values, drawn: 0, references: [], ownParents: [] };
    this.row = row;
    stream.references = row.references;
    stream.seat(operation, table, this.rows.rowNumber(ordinal));
    for (const column of selection.columns) {
      stream.seatUnique(column.column, kind === 'insert' ? undefined : id);
      values[row.drawn] = drawValue(column, stream, attempt);
      row.drawn += 1;
    }
    return row;
  }

  /** A value of a row now, earlier steps of this operation included. */
  current(table: number, ordinal: number, column: number): string | null {
    const planned = this.planned.value(table, ordinal, column);
    return planned === undefined ? this.rows.value(table, ordinal, column) : planned;
  }

  /** A column of the row that is being drawn: as drawn by now, else as it is; of an inserted row there is nothing else. */
  private known(column: number): string | null {
    const { plan, ordinal, selection, values, drawn } = this.row;
    const place = selection.places[column]!;
    if (place >= 0 && place < drawn) return values[place]!;
    return plan.step.kind === 'insert' ? null : this.current(plan.step.table, ordinal, column);
  }

  /** Row number of one of the lane's live rows, passing over those that an earlier step deletes. */
  private ownParent(table: number): number {
    const live = this.candidates.live(table);
    let place = this.stream.draw.below(live.size);
    while (this.planned.deletes(table, live.at(place))) place = (place + 1) % live.size;
    return this.remember(this.rows.rowNumber(live.at(place)));
  }

  /** Row number of the row of an earlier step. */
  private stepRow(step: number): number {
    const { change } = this.planned.step(step);
    this.row.references.push(rowIdentity(change.step.table, change.rowNumber));
    return this.remember(change.rowNumber);
  }

  /** Keeps the parent of the column that is being drawn, where the history has a place for it. */
  private remember(rowNumber: number): number {
    const { plan, selection, drawn, ownParents } = this.row;
    const place = this.workload.tables[plan.step.table]!.ownParents.get(selection.indexes[drawn]!);
    if (place !== undefined) ownParents[place] = rowNumber;
    return rowNumber;
  }
}
