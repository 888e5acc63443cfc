import { createHash } from 'node:crypto';
import type { JsonValue } from '../json-value.ts';
import type { ValueModes } from '../settings/value-modes.ts';

/** Says of a value of a type (its name in pg_type) whether it stands for a TOAST value that the server did not send. */
export type IsUnavailable = (value: JsonValue, type: string) => boolean;

/**
 * Source: Debezium documentation, "Toasted values", and its `UnchangedToastedPlaceholder`: the text itself, its bytes as the
 * binary mode writes them, an array of one such element, arrays of numbers with the bytes' codes, a version 3 UUID of them.
 */
export function unavailableValues({ unavailable, binary }: ValueModes): IsUnavailable {
  const text = unavailable.toString('utf8');
  const written = writtenBytes(unavailable, binary);
  const uuid = nameUuid(unavailable);
  const isElement = (value: JsonValue): boolean => value === text || value === written || value === uuid;
  return (value, type) => {
    if (typeof value === 'string') return value === text || (type === 'bytea' && value === written);
    if (!Array.isArray(value) || value.length === 0 || !type.startsWith('_')) return false;
    const elements = value as JsonValue[];
    if (elements.length === 1 && isElement(elements[0]!)) return true;
    return (
      elements.length === unavailable.length && elements.every((code, place) => code === unavailable.readInt8(place))
    );
  };
}

function writtenBytes(bytes: Buffer, mode: ValueModes['binary']): string {
  if (mode === 'hex') return bytes.toString('hex');
  const base64 = bytes.toString('base64');
  return mode === 'base64-url-safe' ? base64.replaceAll('+', '-').replaceAll('/', '_') : base64;
}

/** A UUID of a name's MD5, version 3 without a name space, as Java's `UUID.nameUUIDFromBytes` makes it. */
function nameUuid(name: Buffer): string {
  const hash = createHash('md5').update(name).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x30;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
