import type { Chooser } from './chooser.ts';
import { anyColumns, type MadeColumn, type Written } from './columns.ts';

/** A table with what events have to know of it. */
export interface MadeTable {
  readonly name: string;
  readonly written: Written;
  /** Columns that events may set: no keys, none that are unique together. */
  readonly settable: readonly MadeColumn[];
  readonly hasCompositeKey: boolean;
}

export interface MadeTables {
  readonly tables: readonly MadeTable[];
  /** Tables whose rows and unique columns must stay: others refer to them in more than a plain way. */
  readonly pinned: ReadonlySet<string>;
}

/** One to five tables; each refers to earlier ones at most. */
export function anyTables(choose: Chooser): MadeTables {
  const tables: MadeTable[] = [];
  const pinned = new Set<string>();
  for (let count = choose.int(1, 5); count > 0; count--)
    tables.push(anyTable(choose, `t${tables.length}`, tables, pinned));
  return { tables: choose.shuffled(tables), pinned };
}

function anyTable(choose: Chooser, name: string, earlier: readonly MadeTable[], pinned: Set<string>): MadeTable {
  const parents = earlier.filter(table => !table.hasCompositeKey).map(table => table.name);
  const together = parents.length > 0 && choose.once(3) ? anyTogether(choose, parents) : {};
  for (const { ref } of Object.values(together)) pinned.add(ref);
  const hasCompositeKey = Object.keys(together).length > 0 && choose.once(2);
  const key = hasCompositeKey ? Object.keys(together) : choose.once(2) ? 'id' : { uuid: 'id' };
  const settable = anyColumns(choose, parents, 6);
  const whenRef = settable.find(column => column.kind === 'when');
  if (whenRef !== undefined && parents.length > 0 && choose.once(2)) {
    const parent = choose.of(parents);
    pinned.add(parent);
    (whenRef.written['when'] as Written[]).splice(0, Infinity, { ref: parent });
  }
  const columns = Object.fromEntries(settable.map(column => [column.name, column.written]));
  const written = {
    rows: choose.int(0, 60),
    key,
    columns: choose.once(2) ? { ...together, ...columns } : { ...columns, ...together },
    ...(Object.keys(together).length > 0 && !hasCompositeKey && { unique: Object.keys(together) }),
  };
  return { name, written, settable, hasCompositeKey };
}

function anyTogether(choose: Chooser, parents: readonly string[]): Record<string, { ref: string }> {
  const count = choose.int(2, 3);
  return Object.fromEntries(Array.from({ length: count }, (_, place) => [`r${place}`, { ref: choose.of(parents) }]));
}
