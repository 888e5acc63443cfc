import { formatCount } from '../../shared/count.ts';

/** What stands where there is no number. */
export const notMeasured = '–';

/** A number for people: whole numbers in groups of three, others with three significant digits. Never broken over lines. */
export function numberText(value: number | null): string {
  return value === null ? notMeasured : digits(value).replaceAll(' ', '\u00a0');
}

function digits(value: number): string {
  if (Number.isInteger(value)) return signed(value, formatCount);
  if (Math.abs(value) >= 100) return signed(Math.round(value), formatCount);
  return signed(value, positive => String(Number(positive.toPrecision(3))));
}

function signed(value: number, format: (positive: number) => string): string {
  return value < 0 ? `−${format(-value)}` : format(value);
}

/** Milliseconds with three significant digits, zeros at the end included, so that a column of them lines up. */
export function latencyText(ms: number | null): string {
  return ms === null || ms === 0 || ms >= 100 ? numberText(ms) : ms.toPrecision(3);
}

/** Operations a second. */
export function rateText(value: number): string {
  return `${numberText(Math.round(value * 100) / 100)}/s`;
}

/** 25769803776 as `24 GiB`. */
export function bytesText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${numberText(Math.round((bytes / 1_024 ** power) * 10) / 10)}\u00a0${units[power]}`;
}

/** `1 check`, `2 checks`. */
export function countOf(count: number, singular: string, plural: string = `${singular}s`): string {
  return `${numberText(count)} ${count === 1 ? singular : plural}`;
}
