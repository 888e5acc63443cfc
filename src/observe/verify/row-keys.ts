import type { TablePlan, Workload } from '../../plan/workload.ts';

/** Row number of a key's texts, in the order of the key's columns; undefined where the plan makes no such key. */
export type RowOfKey = (key: readonly string[]) => number | undefined;

/** How the keys of a table name its rows. */
export function rowOfKey(workload: Workload, { table, keys, together }: TablePlan): RowOfKey {
  if (table.key.kind !== 'composite') return ([text = '']) => keys.rowNumber(text);
  const parents = table.uniqueTogether.map(column => {
    const { generator } = table.columns[column]!;
    const parent = generator.kind === 'refTogether' ? workload.tables[generator.table]! : undefined;
    return { place: table.key.columns.indexOf(column), keys: parent!.keys };
  });
  return key => {
    const rowNumbers = parents.map(parent => parent.keys.rowNumber(key[parent.place] ?? ''));
    return rowNumbers.includes(undefined) ? undefined : together!.rowNumber(rowNumbers as number[]);
  };
}
