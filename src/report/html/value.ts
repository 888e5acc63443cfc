import { formatCount } from '../../shared/count.ts';
import { markup, type Markup } from './markup.ts';

/** More than this of one value says nothing more to a reader; the JSON has all of it. */
const longest = 400;

/** A value from the database on a ground of its own, so that spaces at its ends are seen and NULL is not the text NULL. */
export function valueMark(value: string | null): Markup {
  if (value === null) return markup`<em class="null">NULL</em>`;
  if (value.length <= longest) return markup`<code class="value">${value}</code>`;
  return markup`<code class="value">${value.slice(0, longest)}</code>… (${formatCount(value.length)} characters)`;
}
