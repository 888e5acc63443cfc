import type { CapturedColumn } from '../captured-table.ts';
import type { ValueModes } from '../settings/value-modes.ts';

/** Types of which Debezium sends nothing, unnamed bytes or a form of its own, from which the server's text is not had back. */
const unread = new Set([
  'varbit', 'point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle', 'tsvector', 'tsquery', 'pg_lsn', 'txid_snapshot',
  'pg_snapshot', 'hstore', 'ltree', 'geometry', 'geography', 'vector', 'halfvec', 'sparsevec', 'record', 'char', 'jsonpath', 'xid', 'xid8',
  'int4multirange', 'int8multirange', 'nummultirange', 'tsmultirange', 'tstzmultirange', 'datemultirange',
]); // prettier-ignore

/** Arrays that Debezium has no schema for ("Data type mappings"); with `include.unknown.datatypes` they come as bytes. */
const unreadArrays = new Set(['_money', '_name', '_interval', '_varbit', '_bit', '_xml', '_refcursor']);

/** Why a column's values cannot be had back from the events under these settings; undefined where they can. */
export function whyUnread({ type }: Pick<CapturedColumn, 'type'>, { interval }: ValueModes): string | undefined {
  const element = type.startsWith('_') ? type.slice(1) : type;
  if (unread.has(element) || unreadArrays.has(type)) return `the connector's form of type ${type} is not read`;
  if (type === 'interval' && interval === 'numeric') {
    return 'interval.handling.mode=numeric does not tell months and days from hours; interval.handling.mode=string does';
  }
  return undefined;
}

/** What of a column's values the connector leaves out under these settings, so that they can differ from the database's. */
export function whyLossy({ type, modifier, inIdentity }: CapturedColumn, modes: ValueModes): string | undefined {
  const element = type.startsWith('_') ? type.slice(1) : type;
  const isExact = modifier >= 0 && modifier <= 3;
  if ((element === 'timestamp' || element === 'time') && modes.time === 'connect' && !isExact) {
    return 'time.precision.mode=connect leaves out microseconds';
  }
  if (element === 'timestamp' && modes.time === 'nanoseconds') {
    return 'time.precision.mode=nanoseconds has no timestamps outside of the years 1677 to 2262';
  }
  if (element === 'timetz') return 'the connector leaves out the time zone of a timetz and moves it to UTC';
  if ((element === 'numeric' || element === 'money') && modes.decimal === 'double') {
    return 'decimal.handling.mode=double leaves out digits beyond 15; decimal.handling.mode=string keeps them';
  }
  if (element === 'numeric' && modifier < 4 && modes.decimal === 'precise') {
    return 'decimal.handling.mode=precise leaves out trailing zeros of a numeric without a scale; decimal.handling.mode=string keeps them';
  }
  if (type === 'bytea' && modes.binary.startsWith('base64') && !inIdentity) {
    return `binary.handling.mode=${modes.binary} sends NULL for an unchanged TOAST value; bytes and hex send the placeholder`;
  }
  return undefined;
}
