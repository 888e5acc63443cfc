import { markup, type Markup } from '../markup.ts';
import { notMeasured } from '../number-text.ts';
import type { ChartSeries } from './chart-series.ts';

/** How a chart's numbers are written: `at` the place on the horizontal axis, `value` what is plotted there. */
export interface NumberTexts {
  /** Heading of the first column. */
  readonly heading: string;
  readonly at: (at: number) => string;
  readonly value: (value: number) => string;
}

/**
 * The numbers of a chart behind a disclosure: what a screen reader reads instead of the picture.
 *
 * Its cells have no class each, since there may be thousands: the table's own aligns them. For the page's script it says
 * where each row lies, in ten-thousandths of the axis.
 * @param at where a place of the axis lies, 0 to 1
 */
export function numbersTable(
  title: string,
  series: readonly ChartSeries[],
  texts: NumberTexts,
  at: (place: number) => number,
): Markup {
  const places = [...new Set(series.flatMap(({ points }) => points.map(point => point.from)))].sort((a, b) => a - b);
  const columns = series.map(({ points }) => new Map(points.map(({ from, value }) => [from, value])));
  const rows = places.map(
    place =>
      markup`<tr><th scope="row">${texts.at(place)}</th>${columns.map(column => markup`<td>${cellText(column.get(place), texts)}</td>`)}</tr>\n`,
  );
  return markup`<details class="numbers"><summary>Numbers<span class="hidden"> of ${title}</span></summary>
<div class="scroll" role="group" aria-label="Numbers of ${title}" tabindex="0"><table class="aligned" data-places="${places.map(place => Math.round(at(place) * 1e4)).join(' ')}">
<caption>${title}; ${notMeasured} where nothing was measured</caption>
<thead><tr><th scope="col">${texts.heading}</th>${series.map(({ label }) => markup`<th scope="col">${label}</th>`)}</tr></thead>
<tbody>
${rows}</tbody></table></div>
</details>
`;
}

function cellText(value: number | null | undefined, texts: NumberTexts): string {
  if (value === undefined) return '';
  return value === null ? notMeasured : texts.value(value);
}
