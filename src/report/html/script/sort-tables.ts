import { makeButton } from './elements.ts';
import { compareKeys, sortKey, type SortKey } from './sort-key.ts';

/** Headings become buttons: pressed once, rows ascend by that column, then they descend, then they stand as written. */
export function makeSortable(table: HTMLTableElement): void {
  const [body] = table.tBodies;
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])];
  if (body === undefined || body.rows.length < 2) return;
  const written = [...body.rows];
  headings.forEach((heading, column) => {
    const press = (): void => {
      const before = heading.getAttribute('aria-sort');
      headings.forEach(each => each.removeAttribute('aria-sort'));
      const direction = before === null ? 1 : before === 'ascending' ? -1 : 0;
      if (direction !== 0) heading.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending');
      body.append(...(direction === 0 ? written : sorted(written, column, direction)));
    };
    const button = makeButton('sort', '', press);
    button.append(...heading.childNodes);
    heading.append(button);
  });
}

function sorted(rows: readonly HTMLTableRowElement[], column: number, direction: 1 | -1): HTMLTableRowElement[] {
  return rows
    .map(row => ({ row, key: keyOf(row.cells[column]) }))
    .sort((a, b) => compareKeys(a.key, b.key, direction))
    .map(({ row }) => row);
}

/** What is small print beside the value does not count. */
function keyOf(cell: HTMLTableCellElement | undefined): SortKey {
  const parts = [...(cell?.childNodes ?? [])].filter(
    node => !(node instanceof Element && node.matches('small, .note, details')),
  );
  return sortKey(parts.map(node => node.textContent).join(''));
}
