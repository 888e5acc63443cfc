import type { Cell } from '../../observe/verify/captured-change.ts';
import { assumedSchema } from './cells/assumed-schema.ts';
import { cellReader, type CellReader } from './cells/cell-reader.ts';
import type { FieldSchema } from './cells/field-schema.ts';
import type { IsUnavailable } from './cells/unavailable.ts';
import { whyUnread } from './cells/unread-columns.ts';
import type { CapturedColumn, CapturedTable } from './captured-table.ts';
import { shown, type JsonObject, type JsonValue } from './json-value.ts';
import type { ValueModes } from './settings/value-modes.ts';

/** Reads the row images of one table. */
export interface RowReader {
  readonly table: CapturedTable;
  /** Columns of an image: the table's but for those of types that are not read. */
  readonly columns: readonly string[];
  /**
   * Cells in the order of `columns`; undefined for a column that the row lacks or that stands for an unsent TOAST value.
   * @param schemas how the message says its fields are written; undefined for what the connector's settings make of them
   * @throws RangeError that names the column
   */
  read(row: JsonObject, schemas: ReadonlyMap<string, FieldSchema> | undefined): Cell[];
  /** Where an image tells the replica identity only: the other cells come as NULL, which they need not have been. */
  identityOnly(cells: readonly Cell[]): Cell[];
}

interface ColumnReader {
  readonly column: CapturedColumn;
  readonly assumed: CellReader;
  /** By what a schema says; a table's schema hardly ever changes. */
  readonly bySchema: Map<string, CellReader>;
}

export function rowReader(table: CapturedTable, modes: ValueModes, isUnavailable: IsUnavailable): RowReader {
  const readers = table.columns
    .filter(column => whyUnread(column, modes) === undefined)
    .map((column): ColumnReader => {
      const assumed = cellReader(column, assumedSchema(column, modes), modes);
      return { column, assumed, bySchema: new Map() };
    });
  return {
    table,
    columns: readers.map(({ column }) => column.name),
    read: (row, schemas) =>
      readers.map(reader => {
        const { name, type } = reader.column;
        const value = Object.hasOwn(row, name) ? row[name] : undefined;
        if (value === undefined || value === null) return value;
        if (isUnavailable(value, type)) return undefined;
        const schema = schemas?.get(name);
        return readCell(schema === undefined ? reader.assumed : readerBySchema(reader, schema, modes), value, reader);
      }),
    identityOnly: cells => cells.map((cell, place) => (readers[place]!.column.inIdentity ? cell : undefined)),
  };
}

function readerBySchema({ column, bySchema }: ColumnReader, schema: FieldSchema, modes: ValueModes): CellReader {
  const said = JSON.stringify(schema);
  let reader = bySchema.get(said);
  if (reader === undefined) {
    reader = cellReader(column, schema, modes);
    bySchema.set(said, reader);
  }
  return reader;
}

function readCell(reader: CellReader, value: JsonValue, { column }: ColumnReader): string {
  try {
    return reader(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`column ${column.name} (${column.type}) is ${shown(value)}: ${error.message}`, {
      cause: error,
    });
  }
}
