import { scaleLinear, scaleLog } from 'd3-scale';
import { formatCount } from '../../../shared/count.ts';
import type { Tick } from './tick.ts';

/** Vertical axis: height of a value (0 at the bottom, 1 at the top), its ticks, and whether steps multiply. */
export interface ValueAxis {
  readonly at: (value: number) => number;
  readonly ticks: readonly Tick[];
  readonly logarithmic: boolean;
}

const ticksWanted = 4;
const thousand = 1_000;
const kibi = 1_024;
const byteUnits = ['Bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** From 0 to a round number at or above the largest value. */
export function linearAxis(values: readonly number[]): ValueAxis {
  const top = values.reduce((most, value) => Math.max(most, value), 0);
  const scale = scaleLinear([0, top > 0 ? top : 1], [0, 1]).nice(ticksWanted);
  return { at: scale, ticks: labelled(scale.ticks(ticksWanted), scale), logarithmic: false };
}

/** From 0 to a round number at or above `most` bytes, in the largest binary unit that leaves a whole part. */
export function bytesAxis(most: number): { readonly axis: ValueAxis; readonly unit: string } {
  const power = most < kibi ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log2(most) / 10));
  const size = kibi ** power;
  const { at, ...axis } = linearAxis([most / size]);
  return { axis: { ...axis, at: bytes => at(bytes / size) }, unit: byteUnits[power] ?? 'bytes' };
}

/** Powers of ten around the values; what is not positive lies at the bottom. */
export function logAxis(values: readonly number[]): ValueAxis {
  const positive = values.filter(value => value > 0);
  const least = positive.reduce((a, b) => Math.min(a, b), Infinity);
  const most = positive.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return linearAxis(values);
  const from = Math.floor(Math.log10(least));
  const to = Math.max(from + 1, Math.ceil(Math.log10(most)));
  const scale = scaleLog([10 ** from, 10 ** to], [0, 1]).clamp(true);
  const stride = Math.ceil((to - from) / ticksWanted);
  const powers = Array.from(
    { length: Math.floor((to - from) / stride) + 1 },
    (_, index) => 10 ** (from + index * stride),
  );
  return { at: value => (value > 0 ? scale(value) : 0), ticks: labelled(powers, scale), logarithmic: true };
}

/** Linear while the largest value leaves the typical one visible, else logarithmic. */
export function latencyAxis(values: readonly number[], typical: number | null): ValueAxis {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  const hidesTypical = typical !== null && typical > 0 && most / typical > 20;
  return hidesTypical ? logAxis(values) : linearAxis(values);
}

function labelled(values: readonly number[], at: (value: number) => number): Tick[] {
  return values.map(value => ({ at: at(value), label: short(value) }));
}

/** Within the fixed margin of a chart: 15000 as `15k`. Values are round already. */
function short(value: number): string {
  if (!Number.isInteger(value)) return String(value);
  if (value >= thousand * thousand) return `${value / thousand / thousand}M`;
  return value >= 10 * thousand ? `${value / thousand}k` : formatCount(value);
}
