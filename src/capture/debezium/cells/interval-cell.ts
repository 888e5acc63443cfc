import type { JsonValue } from '../json-value.ts';
import { timeOfDayText } from './calendar-text.ts';

const pattern = /^P(-?\d+)Y(-?\d+)M(-?\d+)DT(-?\d+)H(-?\d+)M(-?\d+)(?:\.(\d{1,6})0*)?S$/;

/**
 * Canonical text of an interval, from Debezium's `P1Y2M3DT4H5M6.78S`.
 * Source: PostgreSQL's datetime.c, `EncodeInterval` under IntervalStyle=postgres: a sign holds for its own part, and a part
 * behind a negative one shows its plus.
 */
export function intervalCell(value: JsonValue): string {
  const match = typeof value === 'string' ? pattern.exec(value) : null;
  if (match === null) throw new RangeError('no interval');
  const [years, months, days, hours, minutes] = match.slice(1, 6).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const seconds = Number(match[6]);
  const fraction = Number((match[7] ?? '').padEnd(6, '0')) * (match[6]!.startsWith('-') ? -1 : 1);
  const micros = (hours * 3_600 + minutes * 60 + seconds) * 1_000_000 + fraction;
  const parts: string[] = [];
  let isBehindNegative = false;
  const units = [
    ['year', years],
    ['mon', months],
    ['day', days],
  ] as const;
  for (const [unit, count] of units) {
    if (count === 0) continue;
    parts.push(`${isBehindNegative && count > 0 ? '+' : ''}${count} ${unit}${count === 1 ? '' : 's'}`);
    isBehindNegative = count < 0;
  }
  if (micros !== 0 || parts.length === 0) {
    const plus = isBehindNegative ? '+' : '';
    parts.push((micros < 0 ? '-' : plus) + timeOfDayText(Math.abs(micros)));
  }
  return parts.join(' ');
}
