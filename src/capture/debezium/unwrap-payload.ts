import { isObject, parseJson, type JsonValue } from './json-value.ts';

/** A JSON text of Kafka Connect's converter, with its schema where `schemas.enable` is on. */
export interface Payload {
  readonly schema: JsonValue | undefined;
  readonly payload: JsonValue;
}

/**
 * Reads a key, value or header.
 * @throws RangeError for Avro or what is no JSON
 */
export function unwrapPayload(raw: string | Buffer): Payload {
  if (typeof raw !== 'string' && raw[0] === 0) {
    throw new RangeError('it begins with a zero byte, as Avro and Protobuf do with a schema registry; JSON is read');
  }
  let value: JsonValue;
  try {
    value = parseJson(typeof raw === 'string' ? raw : raw.toString('utf8'));
  } catch (error) {
    // lossless-json throws SyntaxError, and a deep nesting RangeError.
    throw new RangeError('it is no JSON', { cause: error });
  }
  if (isObject(value) && Object.hasOwn(value, 'schema') && Object.hasOwn(value, 'payload')) {
    if (Object.keys(value).length === 2) return { schema: value['schema'], payload: value['payload'] ?? null };
  }
  return { schema: undefined, payload: value };
}
