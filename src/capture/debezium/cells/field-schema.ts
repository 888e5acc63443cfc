import type { JsonObject, JsonValue } from '../json-value.ts';
import { isObject } from '../json-value.ts';

/**
 * How a field is written: Kafka Connect's schema of it, as far as a value's text depends on it. Messages with schemas say it
 * themselves; for messages without, `assumed-schema.ts` says what the connector's settings make of a column.
 */
export interface FieldSchema {
  /** Connect's type, such as `int64` or `bytes`. */
  readonly type: string;
  /** The semantic type, such as `io.debezium.time.MicroTimestamp`; undefined for a plain value. */
  readonly name: string | undefined;
  /** Digits behind the point of a Decimal. */
  readonly scale: number | undefined;
  /** Of an array's elements. */
  readonly items: FieldSchema | undefined;
}

/** The schemas of a row image's fields by column, from the schema of an envelope; undefined where it says none. */
export function imageSchemas(envelope: JsonValue | undefined, image: string): Map<string, FieldSchema> | undefined {
  const row = fieldsOf(envelope)?.find(field => field['field'] === image);
  const fields = fieldsOf(row);
  return fields === undefined ? undefined : schemasByName(fields);
}

/** The same from the schema of the row itself, such as a key's. */
export function rowSchemas(row: JsonValue | undefined): Map<string, FieldSchema> | undefined {
  const fields = fieldsOf(row);
  return fields === undefined ? undefined : schemasByName(fields);
}

function schemasByName(fields: readonly JsonObject[]): Map<string, FieldSchema> {
  return new Map(
    fields.flatMap(field => {
      const name = field['field'];
      return typeof name === 'string' ? [[name, readSchema(field)] as const] : [];
    }),
  );
}

function fieldsOf(schema: JsonValue | undefined): readonly JsonObject[] | undefined {
  const fields = isObject(schema) ? schema['fields'] : undefined;
  return Array.isArray(fields) ? (fields as JsonValue[]).filter(isObject) : undefined;
}

function readSchema(field: JsonObject): FieldSchema {
  const { type, name, parameters, items } = field;
  const scale = isObject(parameters) && parameters['scale'] !== undefined ? Number(parameters['scale']) : undefined;
  return {
    type: typeof type === 'string' ? type : '',
    name: typeof name === 'string' ? name : undefined,
    scale: Number.isInteger(scale) ? scale : undefined,
    items: isObject(items) ? readSchema(items) : undefined,
  };
}
