import { unavailableValues } from './cells/unavailable.ts';
import type { CapturedTable } from './captured-table.ts';
import type { ConnectorMessage } from './connector-message.ts';
import type { DecodedMessage } from './decoded-message.ts';
import { isObject, shown, type JsonObject } from './json-value.ts';
import { readChange } from './read-change.ts';
import { rowReader, type RowReader } from './row-reader.ts';
import type { ValueModes } from './settings/value-modes.ts';
import { readSource } from './source-block.ts';
import { unwrapPayload, type Payload } from './unwrap-payload.ts';

/** Decodes one message. It never throws: what cannot be read is `undecodable`, with one line that says why. */
export type EnvelopeDecoder = (message: ConnectorMessage) => DecodedMessage;

/**
 * A decoder of the events that Debezium's PostgreSQL connector makes of these tables, in JSON with or without schemas. Where a
 * message has schemas, they say how its values are written, else the connector's settings do.
 * Source: Debezium documentation, connector for PostgreSQL, "Data change events".
 */
export function createEnvelopeDecoder(modes: ValueModes, tables: readonly CapturedTable[]): EnvelopeDecoder {
  const isUnavailable = unavailableValues(modes);
  const readers = new Map(
    tables.map(table => [tableName(table.schema, table.table), rowReader(table, modes, isUnavailable)]),
  );
  return message => {
    try {
      return decode(message, readers);
    } catch (error) {
      // Anything may come here, so anything may go wrong: deep JSON overflows the stack wherever it is walked.
      const why = error instanceof Error ? error.message : String(error);
      return { kind: 'undecodable', line: `${shownMessage(message)}: ${why.replace(/\s+/g, ' ')}` };
    }
  };
}

function decode(message: ConnectorMessage, readers: ReadonlyMap<string, RowReader>): DecodedMessage {
  if (message.value === null) return { kind: 'tombstone' };
  const value = unwrapPayload(message.value);
  const { payload } = value;
  if (payload === null) return { kind: 'tombstone' };
  if (!isObject(payload)) throw new RangeError('its value is no object');
  if (payload['op'] === undefined || !Object.hasOwn(payload, 'source')) return withoutSource(payload);
  return decodeEvent(message, { ...value, payload }, readers);
}

function decodeEvent(
  message: ConnectorMessage,
  value: Payload & { payload: JsonObject },
  readers: ReadonlyMap<string, RowReader>,
): DecodedMessage {
  const { payload } = value;
  const source = readSource(payload);
  const { schema, table, committedAtUs } = source;
  const { op } = payload;
  switch (op) {
    case 'c':
    case 'u':
    case 'd':
    case 'r': {
      const reader = readers.get(tableName(schema, table));
      return reader === undefined ? { kind: 'foreign', schema, table } : readChange(message, op, value, source, reader);
    }
    case 't':
      return { kind: 'truncate', schema, table, committedAtUs };
    case 'm': {
      const content = payload['message'];
      const prefix = isObject(content) ? content['prefix'] : undefined;
      if (typeof prefix !== 'string') throw new RangeError('it is a logical message without a prefix');
      return { kind: 'message', prefix };
    }
    default:
      throw new RangeError(`its op is ${shown(op)}, which is none of c, u, d, r, t, m`);
  }
}

/** Transaction metadata and heartbeats; anything else is no envelope. */
function withoutSource(payload: JsonObject): DecodedMessage {
  const { status, id } = payload;
  if ((status === 'BEGIN' || status === 'END') && typeof id === 'string') return { kind: 'transaction', status, id };
  if (Object.keys(payload).join() === 'ts_ms') return { kind: 'heartbeat' };
  if (Object.hasOwn(payload, 'specversion')) {
    throw new RangeError('it is a CloudEvent; the connector must send plain JSON envelopes');
  }
  throw new RangeError(
    'it has no op and source, so it is no Debezium envelope; a row alone is what ExtractNewRecordState leaves of one',
  );
}

function tableName(schema: string, table: string): string {
  return JSON.stringify([schema, table]);
}

/** The beginning of a message, by which it is found again. */
function shownMessage({ key, value }: ConnectorMessage): string {
  const text = (value ?? key ?? '').toString('utf8');
  return `message ${shown(text.slice(0, 60).replace(/[^\x20-\x7e]/g, '?'))}`;
}
