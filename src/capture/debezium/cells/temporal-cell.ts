import { dateText } from '../../../shared/calendar.ts';
import type { JsonValue } from '../json-value.ts';
import { wholeNumber } from './whole-number.ts';
import { timeOfDayText, timestampText } from './calendar-text.ts';
import { isoDateCell, isoTimeCell, isoTimestampCell, zonedTimeCell, zonedTimestampCell } from './iso-cell.ts';
import { semanticType } from './semantic-type.ts';

/** Canonical text of a date or time by its semantic type. */
export const temporalCells: ReadonlyMap<string, (value: JsonValue) => string> = new Map([
  [semanticType.date, dateCell],
  [semanticType.connectDate, dateCell],
  [semanticType.isoDate, isoDateCell],
  [semanticType.time, (value: JsonValue) => timeCell(value, 1_000n)],
  [semanticType.connectTime, (value: JsonValue) => timeCell(value, 1_000n)],
  [semanticType.microTime, (value: JsonValue) => timeCell(value, 1n)],
  [semanticType.nanoTime, (value: JsonValue) => timeCell(nanos(value), 1n)],
  [semanticType.isoTime, isoTimeCell],
  [semanticType.zonedTime, zonedTimeCell],
  [semanticType.timestamp, (value: JsonValue) => timestampCell(value, 1_000n)],
  [semanticType.connectTimestamp, (value: JsonValue) => timestampCell(value, 1_000n)],
  [semanticType.microTimestamp, (value: JsonValue) => timestampCell(value, 1n)],
  [semanticType.nanoTimestamp, nanoTimestampCell],
  [semanticType.isoTimestamp, isoTimestampCell],
  [semanticType.zonedTimestamp, zonedTimestampCell],
]);

/** What Debezium makes of pgjdbc's infinite dates, by an overflow: both lie before the first date that PostgreSQL has. */
const infiniteDates = new Map([
  [-2_147_472_692n, 'infinity'],
  [-2_147_472_691n, '-infinity'],
]);

/** Milliseconds of pgjdbc's infinite timestamps, which Debezium's documentation names. */
const infiniteMillis = new Map([
  [9_223_372_036_825_200n, 'infinity'],
  [-9_223_372_036_832_400n, '-infinity'],
]);

function dateCell(value: JsonValue): string {
  const days = wholeNumber(value);
  return infiniteDates.get(days) ?? dateText(within(days, 1n << 31n));
}

function timeCell(value: JsonValue, microsPerUnit: bigint): string {
  const micros = within(wholeNumber(value) * microsPerUnit, 86_400_000_001n);
  if (micros < 0) throw new RangeError('a time of day is never negative');
  return timeOfDayText(micros);
}

function timestampCell(value: JsonValue, microsPerUnit: bigint): string {
  const micros = wholeNumber(value) * microsPerUnit;
  const infinite = micros % 1_000n === 0n ? infiniteMillis.get(micros / 1_000n) : undefined;
  if (infinite !== undefined) return infinite;
  if (micros >= 1n << 63n || micros < -(1n << 63n)) throw new RangeError('a timestamp beyond what PostgreSQL holds');
  return timestampText(micros);
}

function nanoTimestampCell(value: JsonValue): string {
  const number = wholeNumber(value);
  if (number === (1n << 63n) - 1n) return 'infinity';
  if (number === -(1n << 63n)) return '-infinity';
  return timestampCell(nanos(value), 1n);
}

/** Nanoseconds as microseconds; PostgreSQL has nothing finer, so there must be no rest. */
function nanos(value: JsonValue): bigint {
  const number = wholeNumber(value);
  if (number % 1_000n !== 0n) throw new RangeError('a fraction of a microsecond, which PostgreSQL has not');
  return number / 1_000n;
}

function within(value: bigint, limit: bigint): number {
  if (value >= limit || value <= -limit) throw new RangeError('a value beyond its type');
  return Number(value);
}
