import type { RawMessage } from '../raw-message.ts';

/** How the `redis` sink of Debezium Server writes (its documentation, "Redis (Stream)"). */
export interface RedisMessageFormat {
  /** `debezium.sink.redis.message.format`. */
  readonly messageFormat: 'extended' | 'compact';
  /** `debezium.sink.redis.null.key`; left out, its default. */
  readonly nullKey?: string;
  /** `debezium.sink.redis.null.value`; left out, its default. */
  readonly nullValue?: string;
}

/**
 * Reads the fields of a stream's entry: extended has `key`, `value` and one field for each header, compact one field whose
 * name is the key. An entry that fits neither has an empty value, which is no JSON.
 * @param fields names and values, in turn
 */
export function readEntry(
  fields: readonly Buffer[],
  { messageFormat, nullKey = 'default', nullValue = 'default' }: RedisMessageFormat,
): Pick<RawMessage, 'key' | 'value' | 'headers'> {
  const unlessNull = (bytes: Buffer | undefined, sign: string): Buffer | undefined =>
    bytes?.equals(Buffer.from(sign)) === true ? undefined : (bytes ?? Buffer.alloc(0));
  if (messageFormat === 'compact') {
    const [key, value] = fields.length === 2 ? fields : [];
    return { key: unlessNull(key, nullKey), value: unlessNull(value, nullValue), headers: {} };
  }
  const byName = new Map<string, Buffer>();
  for (let at = 0; at < fields.length; at += 2) byName.set(fields[at]!.toString().toLowerCase(), fields[at + 1]!);
  const headers = [...byName].filter(([name]) => name !== 'key' && name !== 'value');
  return {
    key: unlessNull(byName.get('key'), nullKey),
    value: unlessNull(byName.get('value'), nullValue),
    headers: Object.fromEntries(headers.map(([name, value]) => [name, value.toString()])),
  };
}
