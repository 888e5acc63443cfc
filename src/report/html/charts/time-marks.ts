import { markup, type Content } from '../markup.ts';
import type { Plane } from './series-mark.ts';
import { strokedPath } from './stroke.ts';
import { placeTicks, type PlacedTick } from './tick.ts';
import type { TimeLine } from './time-line.ts';

/** Grounds of every second phase and of the faults, and a line where each begins: behind the series of a chart. */
export function timeMarks({ phases, faults }: TimeLine, { x, bottom }: Plane): Content {
  const edges = phases
    .slice(1)
    .map(
      ({ fromMs }) =>
        markup`<path class="line edge" d="M${tenth(x(fromMs))} 0V${bottom}" fill="none" stroke="#888" stroke-opacity="0.5" stroke-width="1" vector-effect="non-scaling-stroke"/>`,
    );
  const bands = phases.map(
    ({ label, fromMs, toMs }) => label !== 'stream' && ground('phase', '#888', x(fromMs), x(toMs), bottom),
  );
  const hits = faults.map(({ fromMs, toMs }) => [
    ground('fault', '#d1453b', x(fromMs), x(toMs), bottom),
    strokedPath(`M${tenth(x(fromMs))} 0V${bottom}`, { name: 'alarm', width: 1.5 }),
  ]);
  return [bands, edges, hits];
}

/** Names of phases and numbers of faults, to stand above a chart as far as there is room; `at` is 0 to 1 along it. */
export function timeLabels({ fromMs, toMs, phases, faults }: TimeLine): PlacedTick[] {
  const at = (ms: number): number => (ms - fromMs) / (toMs - fromMs);
  const numbers = faults.map((fault, index) => ({ at: at(fault.fromMs), label: `▼${index + 1}` }));
  const names = phases.map(phase => ({
    at: at(phase.fromMs),
    label: phase.label,
    room: at(phase.toMs) - at(phase.fromMs),
  }));
  return placeTicks([...names, ...numbers].sort((a, b) => a.at - b.at));
}

function ground(name: string, colour: string, from: number, to: number, height: number): Content {
  return markup`<rect class="${name}" x="${tenth(from)}" y="0" width="${tenth(Math.max(to - from, 0))}" height="${height}" fill="${colour}" fill-opacity="0.12"/>`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
