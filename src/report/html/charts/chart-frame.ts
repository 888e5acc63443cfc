import { markup, type Content, type Markup } from '../markup.ts';
import { placeTicks, type Tick } from './tick.ts';

export const plotWidth = 1_000;
export const plotHeight = 200;
const above = 8;
const below = 26;
/** Room for the labels of the vertical axis, which `short` in value-axis.ts keeps to it. */
const left = 48;

/** Everything that a chart shows but its lines, which are in plot units: x 0..1000, y 0 (top) .. 200. */
export interface ChartFrame {
  readonly id: string;
  readonly title: string;
  /** What is plotted in which unit, one line under the title. */
  readonly note: Content;
  /** What the chart shows, in words and numbers: for those who cannot see it. */
  readonly description: string;
  readonly legend: readonly LegendEntry[];
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly marks: Content;
}

interface LegendEntry {
  readonly label: string;
  /** The line's own swatch, drawn from 0,6 to 28,6. */
  readonly swatch: Markup;
}

/**
 * A figure with title, legend and SVG, readable at 360 px as at 1440 px, without script or style sheet: the lines are in
 * an inner SVG that is stretched to the width there is, while texts are placed by percentage and keep their size.
 * The drawing stands `left` pixels to the right of its own box, which the style sheet makes that much narrower: it is the
 * one way to have a margin in pixels and the rest in per cent.
 */
export function chartFigure(frame: ChartFrame): Markup {
  const { id, title, note, description } = frame;
  return markup`<figure class="chart" aria-labelledby="${id}-heading">
<h3 id="${id}-heading">${title}</h3>
<p class="note">${note}</p>
${legendList(frame.legend)}<svg role="img" aria-labelledby="${id}-title ${id}-description" width="92%" height="${above + plotHeight + below}" overflow="visible" font-family="system-ui, sans-serif" font-size="12">
<title id="${id}-title">${title}</title>
<desc id="${id}-description">${description}</desc>
${frame.yTicks.map(valueLabel)}<svg x="${left}" width="100%" overflow="visible">
${frame.yTicks.map(gridLine)}<svg y="${above}" width="100%" height="${plotHeight}" viewBox="0 0 ${plotWidth} ${plotHeight}" preserveAspectRatio="none" overflow="visible">
${frame.marks}
</svg>
${placeTicks(frame.xTicks).map(timeLabel)}</svg>
</svg>
</figure>
`;
}

function legendList(entries: readonly LegendEntry[]): Markup | false {
  if (entries.length < 2) return false;
  return markup`<ul class="legend">${entries.map(
    ({ label, swatch }) =>
      markup`<li><svg width="28" height="12" aria-hidden="true" focusable="false">${swatch}</svg> ${label}</li>`,
  )}</ul>
`;
}

function gridLine(tick: Tick): Markup {
  const y = heightOf(tick);
  return markup`<line class="${tick.at === 0 ? 'axis' : 'grid'}" x1="0" x2="100%" y1="${y}" y2="${y}" stroke="#888" stroke-opacity="${tick.at === 0 ? '0.9' : '0.35'}"/>
`;
}

function valueLabel(tick: Tick): Markup {
  return markup`<text class="tick" x="${left - 8}" y="${heightOf(tick) + 4}" text-anchor="end" fill="currentColor">${tick.label}</text>
`;
}

function timeLabel(tick: { readonly at: number; readonly label: string; readonly anchor: string }): Markup {
  const y = above + plotHeight + 18;
  return markup`<text class="tick" x="${round(tick.at * 100)}%" y="${y}" text-anchor="${tick.anchor}" fill="currentColor">${tick.label}</text>
`;
}

function heightOf(tick: Tick): number {
  return round(above + (1 - tick.at) * plotHeight);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
