import { formatDurationMs } from '../../../shared/duration.ts';
import type { Markup } from '../markup.ts';
import { chartFigure, type ChartFrame } from './chart-frame.ts';
import { timeLabels, timeMarks } from './time-marks.ts';
import type { TimeLine } from './time-line.ts';
import { timeTicks } from './time-ticks.ts';

/** A chart over the time of a run; the places of its points are ms since the stream began. */
export interface TimeChart extends Pick<
  ChartFrame,
  'id' | 'title' | 'note' | 'description' | 'series' | 'axis' | 'height'
> {
  readonly time: TimeLine;
  /** A value of the chart in words, with its unit. */
  readonly value: (value: number) => string;
}

/** The chart, with phases and faults marked. All charts of one time line lie exactly below each other. */
export function timeChart({ time, value, ...chart }: TimeChart): Markup {
  const { fromMs, toMs } = time;
  return chartFigure({
    ...chart,
    at: ms => (ms - fromMs) / (toMs - fromMs),
    xTicks: timeTicks(fromMs, toMs),
    numbers: { heading: 'From', at: timeText, value },
    behind: plane => timeMarks(time, plane),
    above: timeLabels(time),
  });
}

function timeText(ms: number): string {
  if (ms === 0) return '0 s';
  return ms < 0 ? `−${formatDurationMs(-ms)}` : formatDurationMs(ms);
}
