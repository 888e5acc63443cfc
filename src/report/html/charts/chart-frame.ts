import { markup, type Content, type Markup } from '../markup.ts';
import type { ChartSeries } from './chart-series.ts';
import { numbersTable, type NumberTexts } from './numbers-table.ts';
import { seriesMark, type Plane } from './series-mark.ts';
import { swatch } from './stroke.ts';
import { placeTicks, type PlacedTick, type Tick } from './tick.ts';
import type { ValueAxis } from './value-axis.ts';

const plotWidth = 1_000;
const usualHeight = 200;
const below = 26;
/** Room for the labels of the vertical axis, which `short` in value-axis.ts keeps to it. */
const left = 48;

/** Everything that a chart shows. */
export interface ChartFrame {
  readonly id: string;
  readonly title: string;
  /** What is plotted in which unit, one line under the title. */
  readonly note: Content;
  /** What the chart shows, in words and numbers: for those who cannot see it. */
  readonly description: string;
  /** From the back to the front. */
  readonly series: readonly ChartSeries[];
  readonly axis: ValueAxis;
  /** Where a place of the horizontal axis lies, 0 to 1. */
  readonly at: (place: number) => number;
  readonly xTicks: readonly Tick[];
  readonly numbers: NumberTexts;
  /** Pixels of the plot. */
  readonly height?: number;
  /** What stands behind the series. */
  readonly behind?: (plane: Plane) => Content;
  /** What stands above the plot. */
  readonly above?: readonly PlacedTick[];
}

/**
 * A figure with title, legend, SVG and its numbers, readable at 360 px as at 1440 px, without script or style sheet: the
 * lines are in an inner SVG that is stretched to the width there is, while texts are placed by percentage and keep their size.
 * The drawing stands `left` pixels to the right of its own box, which the style sheet makes that much narrower: it is the
 * one way to have a margin in pixels and the rest in per cent.
 */
export function chartFigure(frame: ChartFrame): Markup {
  const { id, title, note, description, height = usualHeight, axis, series } = frame;
  const top = frame.above === undefined ? 8 : 22;
  const plane = {
    x: (place: number) => frame.at(place) * plotWidth,
    y: (value: number) => (1 - axis.at(value)) * height,
    bottom: height,
  };
  const heightOf = (tick: Tick): number => hundredth(top + (1 - tick.at) * height);
  return markup`<figure class="chart" id="${id}" aria-labelledby="${id}-heading">
<h3 id="${id}-heading">${title}</h3>
<p class="note">${note}</p>
<ul class="legend">${series.toReversed().map(({ label, stroke }) => markup`<li><svg width="28" height="12" aria-hidden="true" focusable="false">${swatch(stroke)}</svg> ${label}</li>`)}</ul>
<div class="stage"><svg role="img" aria-labelledby="${id}-title ${id}-description" width="80%" height="${top + height + below}" overflow="visible" font-family="system-ui, sans-serif" font-size="12">
<title id="${id}-title">${title}</title>
<desc id="${id}-description">${description}</desc>
${axis.ticks.map(tick => valueLabel(tick, heightOf(tick)))}<svg x="${left}" width="100%" overflow="visible">
${axis.ticks.map(tick => gridLine(tick, heightOf(tick)))}<svg class="plot" y="${top}" width="100%" height="${height}" viewBox="0 0 ${plotWidth} ${height}" preserveAspectRatio="none" overflow="visible">
${frame.behind?.(plane)}
${series.map(each => seriesMark(each, plane))}
</svg>
<g class="marks">${(frame.above ?? []).map(tick => placeLabel(tick, 12))}</g>
<g class="ticks">${placeTicks(frame.xTicks).map(tick => placeLabel(tick, top + height + 18))}</g></svg>
</svg></div>
${numbersTable(title, series.toReversed(), frame.numbers, frame.at)}</figure>
`;
}

function gridLine(tick: Tick, y: number): Markup {
  return markup`<line class="${tick.at === 0 ? 'axis' : 'grid'}" x1="0" x2="100%" y1="${y}" y2="${y}" stroke="#888" stroke-opacity="${tick.at === 0 ? '0.9' : '0.35'}"/>
`;
}

function valueLabel(tick: Tick, y: number): Markup {
  return markup`<text class="tick" x="${left - 8}" y="${y + 4}" text-anchor="end" fill="currentColor">${tick.label}</text>
`;
}

function placeLabel({ at, label, anchor }: PlacedTick, y: number): Markup {
  return markup`<text class="tick" x="${hundredth(at * 100)}%" y="${y}" text-anchor="${anchor}" fill="currentColor">${label}</text>
`;
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
