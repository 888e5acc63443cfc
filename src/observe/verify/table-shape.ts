import type { Table } from '../../model/model.ts';

/** How the columns that a source delivers stand to those of the model. */
export interface TableShape {
  readonly table: Table;
  readonly columns: readonly string[];
  /** By delivered column: index of the model's, -1 where none is compared. */
  readonly modelled: readonly number[];
  /** Where the key's columns stand among those delivered, in the key's order; -1 = not delivered. */
  readonly key: readonly number[];
  /** Where the columns stand that the server fills. */
  readonly server: readonly number[];
  /** Names of columns that should be delivered and are not, or that come and go. */
  readonly faults: readonly string[];
}

/** The shapes of one capture's tables. A table's first shape decides which columns it delivers from then on. */
export class TableShapes {
  private readonly ignored: readonly string[];
  private readonly last: TableShape[] = [];
  private readonly first: TableShape[] = [];
  private readonly known = new WeakMap<readonly string[], TableShape>();

  /** @param ignored columns that the source leaves out by its settings, as `table.column` */
  constructor(ignored: readonly string[]) {
    this.ignored = ignored;
  }

  of(table: Table, columns: readonly string[]): TableShape {
    const last = this.last[table.index];
    if (last?.columns === columns) return last;
    let shape = this.known.get(columns);
    if (shape === undefined || shape.table !== table) {
      shape = this.make(table, columns);
      this.known.set(columns, shape);
    }
    this.last[table.index] = shape;
    return shape;
  }

  /** The shape in which the table's last change came; there must have been one. */
  latest(table: Table): TableShape {
    return this.last[table.index]!;
  }

  private make(table: Table, columns: readonly string[]): TableShape {
    const isCompared = (name: string): boolean => !this.ignored.includes(`${table.name}.${name}`);
    const compared = table.columns.filter(({ name }) => isCompared(name));
    const indexOf = (name: string): number => compared.find(column => column.name === name)?.index ?? -1;
    const modelled = columns.map(indexOf);
    const key = table.key.columns.map(column => columns.indexOf(table.columns[column]!.name));
    const named = table.serverColumns.filter(isCompared).map(name => columns.indexOf(name));
    const server = named.filter(place => place >= 0);
    const absent = compared.filter(({ name }) => !columns.includes(name)).map(({ name }) => name);
    const shape = { table, columns, modelled, key, server };
    const first = (this.first[table.index] ??= { ...shape, faults: absent });
    const cameOrWent = table.serverColumns.filter(name => columns.includes(name) !== first.columns.includes(name));
    const came = compared
      .map(({ name }) => name)
      .filter(name => columns.includes(name) && !first.columns.includes(name));
    return { ...shape, faults: [...absent, ...came, ...cameOrWent.filter(isCompared)] };
  }
}
