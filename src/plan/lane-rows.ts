import { LRUCache } from 'lru-cache';
import { drawValue, type DrawnColumn } from './drawn-column.ts';
import { ownedOf, rowNumberOf } from './ownership.ts';
import { noEntry, RowHistory } from './row-history.ts';
import { SeedRows } from './seed-rows.ts';
import { StreamDraw } from './stream-draw.ts';
import type { StepPlan, Workload } from './workload.ts';

/** A row as planned now; columns nobody asked for yet are undefined. */
export type Image = (string | null | undefined)[];

/**
 * The rows that one lane owns. Images are never stored but drawn again from the operation that set each column; a small
 * cache spares the work for rows in use. Its size changes nothing but speed.
 */
export class LaneRows {
  readonly histories: readonly RowHistory[];
  /** Only for drawing again: planning has a draw of its own, which an image asked for in between must not move. */
  private readonly again: StreamDraw;
  private readonly workload: Workload;
  private readonly lane: number;
  private readonly seedRows: readonly SeedRows[];
  private readonly images: readonly LRUCache<number, Image>[];

  /** @param cacheRows row images kept for each table */
  constructor(workload: Workload, lane: number, cacheRows: number) {
    this.workload = workload;
    this.lane = lane;
    const { lanes } = workload.settings;
    this.histories = workload.tables.map(
      ({ volume, ownParents }) => new RowHistory(ownedOf(volume, lane, lanes), ownParents.size),
    );
    this.again = new StreamDraw(workload, lane, this.histories);
    this.seedRows = workload.tables.map(({ table }) => new SeedRows(workload, table.index));
    this.images = workload.tables.map(() => new LRUCache<number, Image>({ max: cacheRows }));
  }

  rowNumber(ordinal: number): number {
    return rowNumberOf(ordinal, this.lane, this.workload.settings.lanes);
  }

  /** The row's value now, all planned operations so far included. */
  value(table: number, ordinal: number, column: number): string | null {
    const image = this.image(table, ordinal);
    let value = image[column];
    if (value === undefined) {
      value = this.valueAt(table, ordinal, this.histories[table]!.last(ordinal), column);
      image[column] = value;
    }
    return value;
  }

  /** Takes up new values after an operation was planned. */
  change(table: number, ordinal: number, columns: readonly number[], values: readonly (string | null)[]): void {
    const image = this.image(table, ordinal);
    for (let place = 0; place < columns.length; place++) image[columns[place]!] = values[place]!;
  }

  /** Key columns of a row as texts. */
  key(table: number, ordinal: number): string[] {
    const { table: model, keys } = this.workload.tables[table]!;
    if (model.key.kind !== 'composite') return [keys.text(this.rowNumber(ordinal))];
    return model.key.columns.map(column => this.value(table, ordinal, column) ?? '');
  }

  /** A column's value as it was after that update of the row (`noEntry`: after its insert). */
  valueAt(table: number, ordinal: number, entry: number, column: number): string | null {
    const history = this.histories[table]!;
    for (let at = entry; at !== noEntry; at = history.before(at)) {
      const drawn = this.setBy(table, at, column);
      if (drawn !== undefined) return this.valueSetAt(table, ordinal, at, drawn);
    }
    return this.insertedValue(table, ordinal, column);
  }

  /** All values of a row of the stream as it was inserted, by column index, drawn in one go. */
  insertedRow(table: number, ordinal: number): (string | null)[] {
    const history = this.histories[table]!;
    const inserted = history.insertion(ordinal)!;
    const { ownParents } = this.workload.tables[table]!;
    const values: (string | null)[] = [];
    let place = 0;
    this.again.known = column => values[column] ?? null;
    this.again.ownParent = () => history.parentAtInsert(ordinal, place);
    this.again.stepRow = this.again.ownParent;
    this.again.seat(inserted.operation, table, this.rowNumber(ordinal));
    for (const drawn of this.workload.steps[inserted.step]!.columns) {
      place = ownParents.get(drawn.column) ?? 0;
      this.again.seatUnique(drawn.column, undefined);
      values[drawn.column] = drawValue(drawn, this.again, 0);
    }
    return values;
  }

  /** The column as that update set it, or undefined when it left it alone. */
  setBy(table: number, entry: number, column: number): DrawnColumn | undefined {
    const { step, picked } = this.histories[table]!.entry(entry);
    const plan = this.workload.steps[step]!;
    const drawn = plan.columns.find(each => each.column === column);
    return drawn !== undefined && isSet(plan, drawn, picked) ? drawn : undefined;
  }

  private valueSetAt(table: number, ordinal: number, entry: number, drawn: DrawnColumn): string | null {
    const history = this.histories[table]!;
    const { operation, step, attempt, state } = history.entry(entry);
    if (drawn.kind === 'move') return this.workload.steps[step]!.states[state]!;
    const known = new Map(drawn.dependsOn.map(other => [other, this.valueAt(table, ordinal, entry, other)]));
    return this.drawAgain(table, ordinal, operation, step, drawn, attempt, known, place =>
      history.parentAtUpdate(entry, place),
    );
  }

  private insertedValue(table: number, ordinal: number, column: number): string | null {
    const history = this.histories[table]!;
    const inserted = history.insertion(ordinal);
    if (inserted === undefined) return this.seedRows[table]!.value(this.rowNumber(ordinal), column);
    const drawn = this.workload.steps[inserted.step]!.columns.find(each => each.column === column)!;
    const known = new Map(drawn.dependsOn.map(other => [other, this.insertedValue(table, ordinal, other)]));
    return this.drawAgain(table, ordinal, inserted.operation, undefined, drawn, 0, known, place =>
      history.parentAtInsert(ordinal, place),
    );
  }

  private drawAgain(
    table: number,
    ordinal: number,
    operation: number,
    updateStep: number | undefined,
    drawn: DrawnColumn,
    attempt: number,
    known: ReadonlyMap<number, string | null>,
    parentAt: (place: number) => number,
  ): string | null {
    const place = this.workload.tables[table]!.ownParents.get(drawn.column);
    this.again.known = column => known.get(column) ?? null;
    this.again.ownParent = () => parentAt(place!);
    this.again.stepRow = () => parentAt(place!);
    this.again.seat(operation, table, this.rowNumber(ordinal));
    this.again.seatUnique(drawn.column, updateStep);
    return drawValue(drawn, this.again, attempt);
  }

  private image(table: number, ordinal: number): Image {
    const images = this.images[table]!;
    let image = images.get(ordinal);
    if (image === undefined) {
      image = [];
      images.set(ordinal, image);
    }
    return image;
  }
}

/** Whether a step with those picked columns (bits) sets the column. */
export function isSet(plan: StepPlan, drawn: DrawnColumn, picked: number): boolean {
  if (plan.step.pick === 0 || !drawn.picked) return true;
  const place = plan.columns.filter(each => each.picked).indexOf(drawn);
  return (picked & (1 << place)) !== 0;
}
