import type { CapturedChange, Cell } from '../../observe/verify/captured-change.ts';
import { imageSchemas, rowSchemas } from './cells/field-schema.ts';
import type { ConnectorMessage } from './connector-message.ts';
import type { DecodedChange } from './decoded-message.ts';
import { isObject, shown, type JsonObject } from './json-value.ts';
import type { RowReader } from './row-reader.ts';
import type { Source } from './source-block.ts';
import { unwrapPayload, type Payload } from './unwrap-payload.ts';

const operations = { c: 'insert', u: 'update', d: 'delete', r: 'read' } as const;

/** Debezium's letters of the operations on rows. */
export type RowOp = keyof typeof operations;

/**
 * Reads a row change.
 * @throws RangeError where the images are not those of the operation, a value is none of its column's type, or the key is
 *   another row's
 */
export function readChange(
  message: ConnectorMessage,
  op: RowOp,
  value: Payload & { payload: JsonObject },
  source: Source,
  reader: RowReader,
): DecodedChange {
  const { schema, table, isSnapshot, version, resolutionUs } = source;
  const said = operations[op];
  const before = readImage(value, 'before', reader);
  const after = readImage(value, 'after', reader);
  const hasImages = said === 'delete' ? before !== undefined && after === undefined : after !== undefined;
  if (!hasImages || ((said === 'insert' || said === 'read') && before !== undefined)) {
    throw new RangeError(`its row images are not those of op ${op}`);
  }
  checkKey(message.key, after ?? before!, reader);
  const oldKey = said === 'insert' ? headerOf(message, '__debezium.oldkey') : undefined;
  const isMoved = oldKey !== undefined;
  const change: CapturedChange = {
    channel: message.channel,
    schema,
    table,
    op: isMoved ? 'update' : said,
    columns: reader.columns,
    before: isMoved ? oldKeyImage(oldKey, reader) : before,
    after,
    // A snapshot's transaction and time are those of the reading.
    position: said === 'read' || isSnapshot ? undefined : source.position,
    committedAtUs: said === 'read' || isSnapshot ? undefined : source.committedAtUs,
    receivedAtUs: message.receivedAtUs,
  };
  const isKeyLeft = said === 'delete' && headerOf(message, '__debezium.newkey') !== undefined;
  return { kind: isKeyLeft ? 'keyLeft' : 'change', change, resolutionUs, version };
}

function readImage(
  { schema, payload }: Payload & { payload: JsonObject },
  name: 'before' | 'after',
  reader: RowReader,
): Cell[] | undefined {
  const row = payload[name];
  if (row === undefined || row === null) return undefined;
  if (!isObject(row)) throw new RangeError(`its ${name} is no object`);
  const cells = reader.read(row, schema === undefined ? undefined : imageSchemas(schema, name));
  return name === 'before' ? reader.identityOnly(cells) : cells;
}

/** The old key of a row that moved, if the sink's header converter left it readable. */
function oldKeyImage(header: string | Buffer, reader: RowReader): Cell[] | undefined {
  let key: Payload;
  try {
    key = unwrapPayload(header);
  } catch {
    return undefined; // Kafka Connect's SimpleHeaderConverter writes `Struct{id=1}`.
  }
  return isObject(key.payload) ? reader.read(key.payload, rowSchemas(key.schema)) : undefined;
}

/** A consumer files a change under its message's key, so that must be its row's. */
function checkKey(raw: ConnectorMessage['key'], image: readonly Cell[], reader: RowReader): void {
  if (raw === null) return;
  const { schema, payload } = unwrapPayload(raw);
  if (!isObject(payload)) return;
  const key = reader.read(payload, rowSchemas(schema));
  const other = key.findIndex(
    (cell, place) => cell !== undefined && image[place] !== undefined && cell !== image[place],
  );
  if (other !== -1) {
    const name = reader.columns[other]!;
    throw new RangeError(`its key says ${name} = ${shown(key[other])}, its row ${shown(image[other])}`);
  }
}

/** Sinks change the case of headers: Redis writes them in capitals. */
function headerOf({ headers }: ConnectorMessage, name: string): string | Buffer | undefined {
  for (const [given, value] of Object.entries(headers)) if (given.toLowerCase() === name) return value;
  return undefined;
}
