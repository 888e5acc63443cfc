import { markup, type Content, type Markup } from './markup.ts';

export interface Column<Row> {
  readonly heading: string;
  /** Numbers are right-aligned; the first column always is the row's heading. */
  readonly number?: boolean;
  readonly cell: (row: Row) => Content;
}

interface TableMore<Row> {
  /** Where a link to a row leads. */
  readonly anchor?: (row: Row) => string;
  /** What all rows make together, beneath them however they are sorted. */
  readonly total?: Row;
}

/**
 * A table with a caption, column headings and row headings, in a box of its own that scrolls sideways when the window is
 * narrower (and can be reached by keyboard for that).
 */
export function table<Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { anchor, total }: TableMore<Row> = {},
): Markup {
  const cells = (row: Row): Markup[] => columns.map((column, index) => cellOf(column, row, index));
  const headings = columns.map(column => markup`<th scope="col"${numeric(column)}>${column.heading}</th>`);
  const lines = rows.map(row => markup`<tr${anchor && markup` id="${anchor(row)}"`}>${cells(row)}</tr>\n`);
  return markup`<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${headings}</tr></thead>
<tbody>
${lines}</tbody>${total !== undefined && markup`<tfoot><tr>${cells(total)}</tr></tfoot>`}</table></div>
`;
}

function cellOf<Row>(column: Column<Row>, row: Row, index: number): Markup {
  if (index === 0) return markup`<th scope="row">${column.cell(row)}</th>`;
  return markup`<td${numeric(column)}>${column.cell(row)}</td>`;
}

function numeric(column: { readonly number?: boolean }): Markup | false {
  return column.number === true && markup` class="number"`;
}
