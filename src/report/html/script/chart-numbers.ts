/** What stands at one place of a chart. */
export interface Reading {
  /** 0 to 1 along the axis. */
  readonly place: number;
  /** The place in words, such as `1m 05s`. */
  readonly heading: string;
  /** Name and value of each series. */
  readonly values: readonly (readonly [name: string, value: string])[];
}

/** The numbers of a chart from the table under it, in the order of the axis; empty where there is none. */
export function readingsOf(figure: Element): Reading[] {
  const table = figure.querySelector<HTMLTableElement>('table[data-places]');
  const rows = [...(table?.tBodies[0]?.rows ?? [])];
  const names = [...(table?.tHead?.rows[0]?.cells ?? [])].slice(1).map(cell => cell.textContent);
  const places = (table?.dataset['places'] ?? '').split(' ').map(Number);
  const last = names.map(() => '');
  return rows.map((row, index) => {
    const [heading, ...values] = [...row.cells].map(cell => cell.textContent);
    // A series without a point there keeps what it had: another one was measured more often.
    values.forEach((value, column) => (last[column] = value || last[column]!));
    const named = names.map((name, column) => [name, last[column]!] as const);
    return { place: places[index]! / 1e4, heading: heading ?? '', values: named };
  });
}

/** Index of the reading that holds at a place: the last one that begins before it. */
export function indexAt(readings: readonly Reading[], place: number): number {
  const after = readings.findIndex(reading => reading.place > place);
  return after < 0 ? readings.length - 1 : Math.max(0, after - 1);
}
