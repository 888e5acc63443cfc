import type { Report } from '../../report.generated.ts';
import type { Markup } from '../markup.ts';
import { bytesText, countOf } from '../number-text.ts';
import type { ChartPoint } from './chart-series.ts';
import { fewerPoints, joinedNote } from './fewer-points.ts';
import { sideStroke } from './stroke.ts';
import { timeChart } from './time-chart.ts';
import type { TimeLine } from './time-line.ts';
import { bytesAxis } from './value-axis.ts';

type Slots = Report['slots'];
type Look = Slots[string]['series'][number];

/**
 * Log that the server keeps for each replication slot, over time; undefined where no slot was watched.
 * @param beforeStreamMs how long the run had lasted when its stream began: slots are watched from the run's start
 */
export function retainedChart(slots: Slots, beforeStreamMs: number, time: TimeLine): Markup | undefined {
  const shown = Object.entries(slots)
    .map(([name, { series: looks }], index) => {
      const { points, each } = fewerPoints(shownPoints(looks, beforeStreamMs, time));
      return { each, label: name, shape: 'steps', stroke: sideStroke(index, { width: 2 }), points } as const;
    })
    .filter(({ points }) => points.length > 0);
  if (shown.length === 0) return undefined;
  const each = Math.max(...shown.map(slot => slot.each));
  const most = Math.max(...Object.values(slots).map(slot => slot.retainedBytesMax ?? 0));
  const { axis, unit } = bytesAxis(most);
  return timeChart({
    id: 'retained',
    title: 'Retained WAL',
    note: `${unit} of log that the server keeps for each replication slot${joinedNote(each)}`,
    description: `Log kept for ${countOf(shown.length, 'replication slot')} over time, at most ${bytesText(most)}. The numbers follow the chart.`,
    time,
    series: shown.toReversed(),
    axis,
    value: bytesText,
    height: 130,
  });
}

/** Each look stands until the next one. What lies outside the shown time is left out. */
function shownPoints(looks: readonly Look[], beforeStreamMs: number, { fromMs, toMs }: TimeLine): ChartPoint[] {
  return looks.flatMap((look, index) => {
    const from = Math.max(look.atMs - beforeStreamMs, fromMs);
    const to = Math.min((looks[index + 1]?.atMs ?? Infinity) - beforeStreamMs, toMs);
    return to > from ? [{ from, to, value: look.retainedBytes }] : [];
  });
}
