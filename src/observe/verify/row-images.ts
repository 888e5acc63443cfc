import type { DrawnColumn } from '../../plan/drawn-column.ts';
import type { Change } from '../../plan/operation.ts';
import { SeedRows } from '../../plan/seed-rows.ts';
import type { Workload } from '../../plan/workload.ts';
import { RecentRows } from './recent-rows.ts';
import type { ReplayedRows } from './replayed-rows.ts';
import { deletePlace, insertPlace } from './row-place.ts';

/** A row's values by column index, as canonical texts. */
export type Image = readonly (string | null)[];

/** Makes the server's text of the plan's text of a value; undefined where they are the same. */
export type Canonical = (table: string, column: string) => ((text: string) => string) | undefined;

interface KnownImage {
  readonly place: number;
  readonly image: Image;
}

/** Images of a row that are kept: the latest, and what captures that lag a little still ask for. */
const imagesPerRow = 4;
/** Updates that are applied to a known image before drawing the row anew is cheaper. */
const stepsMax = 64;

/** A row as a change left it: drawn again from the operations that set its columns, each canonical. Few are kept. */
export class RowImages {
  private readonly workload: Workload;
  private readonly rows: RecentRows<KnownImage[]>;
  private readonly seedRows: readonly SeedRows[];
  private readonly canonical: readonly (readonly (((text: string) => string) | undefined)[])[];
  /** By table: whether the server prints some column's values otherwise than the plan. */
  private readonly isCanonical: readonly boolean[];
  /** By table: whether some step sets the column of a row that is there. */
  private readonly isUpdated: readonly (readonly boolean[])[];

  /** @param rowsKept rows of which images are kept; changes nothing but speed */
  constructor(workload: Workload, canonical: Canonical, rowsKept: number) {
    this.workload = workload;
    this.rows = new RecentRows(rowsKept);
    this.seedRows = workload.tables.map(({ table }) => new SeedRows(workload, table.index));
    this.canonical = workload.tables.map(({ table }) =>
      table.columns.map(column => canonical(table.name, column.name)),
    );
    this.isCanonical = this.canonical.map(columns => columns.some(each => each !== undefined));
    const updates = workload.steps.filter(({ step }) => step.kind === 'update');
    this.isUpdated = workload.tables.map(({ table }) =>
      table.columns.map(({ index }) =>
        updates.some(({ step, columns }) => step.table === table.index && columns.some(each => each.column === index)),
      ),
    );
  }

  /** Keeps what was just planned, where that costs nothing. */
  planned(rows: ReplayedRows, ordinal: number, place: number, { columns, values }: Change): void {
    if (place === deletePlace) return;
    const known = place === insertPlace ? [] : this.rows.get(rowName(rows, ordinal));
    const before = known?.at(-1);
    if (known === undefined || (place !== insertPlace && before?.place !== rows.previousExpected(ordinal, place)))
      return;
    const image: (string | null)[] = before === undefined ? [] : [...before.image];
    for (let at = 0; at < columns.length; at++) image[columns[at]!] = this.text(rows.table, columns[at]!, values[at]!);
    this.keep(rows, ordinal, known, { place, image });
  }

  /** The row after a change (an insert or an update), earlier ones that did not commit left out. */
  at(rows: ReplayedRows, ordinal: number, place: number): Image {
    const known = this.rows.get(rowName(rows, ordinal)) ?? [];
    let nearest: KnownImage | undefined;
    for (const each of known) {
      if (each.place === place) return each.image;
      if (each.place < place && (nearest === undefined || each.place > nearest.place)) nearest = each;
    }
    const image = (nearest && this.onwards(rows, ordinal, nearest, place)) ?? this.drawn(rows, ordinal, place);
    if (rows.isExpected(ordinal, place)) this.keep(rows, ordinal, known, { place, image });
    return image;
  }

  /** The same without keeping it: for places that are looked at in passing. */
  peek(rows: ReplayedRows, ordinal: number, place: number): Image {
    const known = this.rows.get(rowName(rows, ordinal))?.find(each => each.place === place);
    return known?.image ?? this.drawn(rows, ordinal, place);
  }

  /** The row after an update, given its image before that. */
  after(rows: ReplayedRows, ordinal: number, entry: number, before: Image): Image {
    const image = [...before];
    for (const { column } of this.setBy(rows, entry)) image[column] = this.valueSet(rows, ordinal, entry, column);
    return image;
  }

  /** Whether an update sets the column. */
  sets(rows: ReplayedRows, entry: number, column: number): boolean {
    return this.setBy(rows, entry).some(drawn => drawn.column === column);
  }

  /** Images of the row are no longer right: one of its operations did not commit. */
  forget(rows: ReplayedRows, ordinal: number): void {
    this.rows.delete(rowName(rows, ordinal));
  }

  private keep(rows: ReplayedRows, ordinal: number, known: KnownImage[], image: KnownImage): void {
    if (known.length === 0) this.rows.set(rowName(rows, ordinal), known);
    if (known.push(image) > imagesPerRow) known.shift();
  }

  private onwards(rows: ReplayedRows, ordinal: number, from: KnownImage, place: number): Image | undefined {
    let { place: at, image } = from;
    for (let steps = 0; at !== place; steps++) {
      if (steps === stepsMax) return undefined;
      at = rows.next(ordinal, at);
      if (at === place || rows.isExpected(ordinal, at)) image = this.after(rows, ordinal, at, image);
    }
    return image;
  }

  private drawn(rows: ReplayedRows, ordinal: number, place: number): Image {
    const { table } = rows;
    const plain = this.insertedImage(rows, ordinal);
    if (place === insertPlace) return plain;
    const image = [...plain];
    let open = this.isUpdated[table]!.filter(Boolean).length;
    const found = new Set<number>();
    for (let at = place; at !== insertPlace && open > 0; at = rows.previous(ordinal, at)) {
      if (at !== place && !rows.isExpected(ordinal, at)) continue;
      for (const { column } of this.setBy(rows, at)) {
        if (found.has(column)) continue;
        found.add(column);
        open -= 1;
        image[column] = this.valueSet(rows, ordinal, at, column);
      }
    }
    return image;
  }

  private insertedImage(rows: ReplayedRows, ordinal: number): Image {
    const { table, lane } = rows;
    const values = rows.isSeeded(ordinal)
      ? this.seedRows[table]!.row(lane.lane.rows.rowNumber(ordinal))
      : lane.lane.rows.insertedRow(table, ordinal);
    if (!this.isCanonical[table]!) return values;
    return values.map((value, column) => this.text(table, column, value));
  }

  private valueSet({ table, lane }: ReplayedRows, ordinal: number, entry: number, column: number): string | null {
    return this.text(table, column, lane.lane.rows.valueAt(table, ordinal, entry, column));
  }

  private setBy(rows: ReplayedRows, entry: number): readonly DrawnColumn[] {
    const { step, picked } = rows.history.entry(entry);
    return this.workload.steps[step]!.selections.of(picked).columns;
  }

  private text(table: number, column: number, value: string | null): string | null {
    const canonical = this.canonical[table]![column];
    return value === null || canonical === undefined ? value : canonical(value);
  }
}

/** One number a row: ids below 2^21, ordinals below 2^32. */
export function rowName({ id }: ReplayedRows, ordinal: number): number {
  return id * 0x1_0000_0000 + ordinal;
}
