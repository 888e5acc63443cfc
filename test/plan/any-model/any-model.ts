import type * as fc from 'fast-check';
import { chosen } from './chooser.ts';
import type { Written } from './columns.ts';
import { anyEvents } from './events.ts';
import { anyTables } from './tables.ts';

/** What a model file holds. */
export interface WrittenModel {
  readonly version: 1;
  readonly name: string;
  readonly ddl: string;
  readonly tables: Readonly<Record<string, Written>>;
  readonly events: Readonly<Record<string, Written>>;
}

/** Model files of every kind that compiles. */
export const anyModel: fc.Arbitrary<WrittenModel> = chosen(choose => {
  const made = anyTables(choose);
  const tables = Object.fromEntries(made.tables.map(table => [table.name, table.written]));
  return { version: 1, name: 'any', ddl: 'none.sql', tables, events: anyEvents(choose, made) };
});
