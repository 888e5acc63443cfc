import { isSet } from './column-selection.ts';
import { drawValue, type DrawnColumn } from './drawn-column.ts';
import { ownedOf, rowNumberOf } from './ownership.ts';
import { RowCache } from './row-cache.ts';
import { noEntry, RowHistory } from './row-history.ts';
import { SeedRows } from './seed-rows.ts';
import { StreamDraw } from './stream-draw.ts';
import type { Workload } from './workload.ts';

interface LatestChange {
  readonly table: number;
  readonly ordinal: number;
  readonly columns: readonly number[];
  readonly values: readonly (string | null)[];
}

/** A value that is being drawn again. */
interface RedrawnValue {
  readonly drawn: DrawnColumn;
  /** Values of the columns it depends on. */
  readonly known: readonly (string | null)[];
  readonly table: number;
  readonly ordinal: number;
  /** The update that set it, or `noEntry`: the insert. */
  readonly entry: number;
}

/**
 * The rows that one lane owns. Images are never stored but drawn again from the operation that set each column; a small
 * cache spares the work for rows in use. Its size changes nothing but speed.
 */
export class LaneRows {
  readonly histories: readonly RowHistory[];
  /** Only for drawing again: planning has a draw of its own, which an image asked for in between must not move. */
  private readonly again: StreamDraw;
  private redrawn!: RedrawnValue;
  private readonly workload: Workload;
  private readonly lane: number;
  private readonly seedRows: readonly SeedRows[];
  private readonly caches: readonly RowCache[];
  /** The change taken up last. Most rows are never asked for again, so only that one is at hand without being cached. */
  private latest: LatestChange = { table: -1, ordinal: -1, columns: [], values: [] };

  /** @param cacheRows row images kept for each table */
  constructor(workload: Workload, lane: number, cacheRows: number) {
    this.workload = workload;
    this.lane = lane;
    const { lanes } = workload.settings;
    this.histories = workload.tables.map(
      ({ volume, ownParents }) => new RowHistory(ownedOf(volume, lane, lanes), ownParents.size),
    );
    this.again = new StreamDraw(workload, lane, this.histories);
    this.again.known = column => this.redrawn.known[this.redrawn.drawn.dependsOn.indexOf(column)] ?? null;
    this.again.ownParent = () => this.rememberedParent();
    this.again.stepRow = () => this.rememberedParent();
    this.seedRows = workload.tables.map(({ table }) => new SeedRows(workload, table.index));
    this.caches = workload.tables.map(({ table }) => new RowCache(cacheRows, table.columns.length));
  }

  rowNumber(ordinal: number): number {
    return rowNumberOf(ordinal, this.lane, this.workload.settings.lanes);
  }

  /** The row's value now, all planned operations so far included. */
  value(table: number, ordinal: number, column: number): string | null {
    const { latest } = this;
    if (latest.ordinal === ordinal && latest.table === table) {
      const place = latest.columns.indexOf(column);
      if (place >= 0) return latest.values[place]!;
    }
    const image = this.caches[table]!.image(ordinal);
    let value = image[column];
    if (value === undefined) {
      value = this.valueAt(table, ordinal, this.histories[table]!.last(ordinal), column);
      image[column] = value;
    }
    return value;
  }

  /** Takes up new values after an operation was planned. */
  change(table: number, ordinal: number, columns: readonly number[], values: readonly (string | null)[]): void {
    this.latest = { table, ordinal, columns, values };
    const image = this.caches[table]!.kept(ordinal);
    if (image === undefined) return;
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
    const inserted = this.histories[table]!.insertion(ordinal)!;
    const values: (string | null)[] = [];
    this.again.seat(inserted.operation, table, this.rowNumber(ordinal));
    for (const drawn of this.workload.steps[inserted.step]!.columns) {
      const known = drawn.dependsOn.map(other => values[other] ?? null);
      this.redrawn = { drawn, known, table, ordinal, entry: noEntry };
      this.again.seatUnique(drawn.column, undefined);
      values[drawn.column] = drawValue(drawn, this.again, 0);
    }
    return values;
  }

  /** The column as that update set it, or undefined when it left it alone. */
  setBy(table: number, entry: number, column: number): DrawnColumn | undefined {
    const { step, picked } = this.histories[table]!.entry(entry);
    const drawn = this.workload.steps[step]!.byColumn[column];
    return drawn !== undefined && isSet(drawn, picked) ? drawn : undefined;
  }

  private valueSetAt(table: number, ordinal: number, entry: number, drawn: DrawnColumn): string | null {
    const history = this.histories[table]!;
    const { operation, step, attempt, state } = history.entry(entry);
    if (drawn.kind === 'move') return this.workload.steps[step]!.states[state]!;
    const known = drawn.dependsOn.map(other => this.valueAt(table, ordinal, entry, other));
    this.redrawn = { drawn, known, table, ordinal, entry };
    return this.drawAgain(operation, step, attempt);
  }

  private insertedValue(table: number, ordinal: number, column: number): string | null {
    const history = this.histories[table]!;
    const inserted = history.insertion(ordinal);
    if (inserted === undefined) return this.seedRows[table]!.value(this.rowNumber(ordinal), column);
    const drawn = this.workload.steps[inserted.step]!.byColumn[column]!;
    const known = drawn.dependsOn.map(other => this.insertedValue(table, ordinal, other));
    this.redrawn = { drawn, known, table, ordinal, entry: noEntry };
    return this.drawAgain(inserted.operation, undefined, 0);
  }

  private drawAgain(operation: number, updateStep: number | undefined, attempt: number): string | null {
    const { drawn, table, ordinal } = this.redrawn;
    this.again.seat(operation, table, this.rowNumber(ordinal));
    this.again.seatUnique(drawn.column, updateStep);
    return drawValue(drawn, this.again, attempt);
  }

  /** The parent that was drawn when the value was made. */
  private rememberedParent(): number {
    const { drawn, table, ordinal, entry } = this.redrawn;
    const place = this.workload.tables[table]!.ownParents.get(drawn.column)!;
    const history = this.histories[table]!;
    return entry === noEntry ? history.parentAtInsert(ordinal, place) : history.parentAtUpdate(entry, place);
  }
}
