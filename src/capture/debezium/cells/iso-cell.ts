import type { JsonValue } from '../json-value.ts';
import { fractionText } from './calendar-text.ts';

/** Debezium's overflow of pgjdbc's infinite dates and timestamps, written as ISO texts. */
const infinite = new Map([
  ['-5877611-06-21Z', 'infinity'],
  ['-5877611-06-22Z', '-infinity'],
  ['+294247-01-10T04:00:25.2Z', 'infinity'],
  ['-290308-12-21T19:59:27.6Z', '-infinity'],
  ['infinity', 'infinity'],
  ['-infinity', '-infinity'],
]);

const date = String.raw`(?<year>\d{4}|[+-]\d{4,7})-(?<day>\d\d-\d\d)`;
const time = String.raw`(?<clock>\d\d:\d\d:\d\d)(?:\.(?<fraction>\d{1,9}))?`;
const patterns = {
  date: new RegExp(`^${date}Z$`),
  time: new RegExp(`^${time}Z$`),
  timestamp: new RegExp(`^${date}T${time}Z$`),
} as const;

/** `2024-02-29Z` */
export function isoDateCell(value: JsonValue): string {
  const text = textOf(value);
  return infinite.get(text) ?? dated(partsOf(patterns.date, text), '');
}

/** `12:34:56.7Z` */
export function isoTimeCell(value: JsonValue): string {
  return clockText(partsOf(patterns.time, textOf(value)));
}

/** `09:15:30.5Z`: the zone that was stored is not told, all are moved to UTC. */
export function zonedTimeCell(value: JsonValue): string {
  return `${isoTimeCell(value)}+00`;
}

/** `2024-02-29T12:34:56.78901Z` */
export function isoTimestampCell(value: JsonValue): string {
  const text = textOf(value);
  return infinite.get(text) ?? timestampOf(text, '');
}

/** The same of a timestamptz, which is UTC. */
export function zonedTimestampCell(value: JsonValue): string {
  const text = textOf(value);
  return infinite.get(text) ?? timestampOf(text, '+00');
}

type Parts = Record<string, string | undefined>;

function timestampOf(text: string, zone: string): string {
  const parts = partsOf(patterns.timestamp, text);
  return dated(parts, ` ${clockText(parts)}${zone}`);
}

/** ISO counts a year 0, which is 1 BC; it signs years beyond 9999. */
function dated(parts: Parts, behind: string): string {
  const year = Number(parts['year']);
  const shown = String(year > 0 ? year : 1 - year).padStart(4, '0');
  return `${shown}-${parts['day']}${behind}${year > 0 ? '' : ' BC'}`;
}

function clockText(parts: Parts): string {
  const fraction = fractionText(parts['fraction'] ?? '');
  if (fraction.length > 7) throw new RangeError('a fraction of a microsecond, which PostgreSQL has not');
  return `${parts['clock']}${fraction}`;
}

function partsOf(pattern: RegExp, text: string): Parts {
  const groups = pattern.exec(text)?.groups;
  if (groups === undefined) throw new RangeError('no ISO 8601 text in UTC');
  return groups;
}

function textOf(value: JsonValue): string {
  if (typeof value !== 'string') throw new RangeError('no text');
  return value;
}
