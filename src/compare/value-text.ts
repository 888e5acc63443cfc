import { rateText } from '../report/console/rate-text.ts';
import { formatBytes } from '../shared/bytes.ts';
import { formatCount } from '../shared/count.ts';
import { formatDurationMs } from '../shared/duration.ts';
import type { Metric } from './comparison.generated.ts';

/** A value with its unit for people: `4.2 ms`, `1.5 MiB`, `276/s`; `-` where nothing was measured. */
export function valueText(value: number | null, unit: Metric['unit']): string {
  if (value === null) return '-';
  if (unit === 'ms') return formatDurationMs(value);
  if (unit === 'bytes') return formatBytes(Math.round(value));
  if (unit === 'perSecond') return `${rateText(value)}/s`;
  if (unit === 'failed') return value === 0 ? 'passed' : 'failed';
  return formatCount(value);
}

/** A fraction as `12 %` or `1.5 %`. */
export function percentText(fraction: number): string {
  const percent = fraction * 100;
  return `${formatCount(Number(percent >= 10 ? percent.toFixed(0) : percent.toFixed(1)))} %`;
}

/** Two digits say enough of a probability. */
export function probabilityText(p: number): string {
  return p < 0.001 ? 'below 0.001' : String(Number(p.toPrecision(2)));
}
