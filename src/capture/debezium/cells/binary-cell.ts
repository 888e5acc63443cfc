import type { JsonValue } from '../json-value.ts';
import type { ValueModes } from '../settings/value-modes.ts';

/** Bytes of a bytea as the connector wrote them; both of the base64 alphabets only differ in two characters. */
export function binaryBytes(value: JsonValue, mode: ValueModes['binary']): Buffer {
  if (mode !== 'hex') return base64Bytes(value);
  if (typeof value !== 'string' || !/^(?:[0-9a-fA-F]{2})*$/.test(value)) throw new RangeError('no bytes in hex');
  return Buffer.from(value, 'hex');
}

export function base64Bytes(value: JsonValue): Buffer {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(value)) throw new RangeError('no bytes in base64');
  return Buffer.from(value, 'base64');
}

/** Canonical text of a bytea. */
export function byteaText(bytes: Buffer): string {
  return String.raw`\x${bytes.toString('hex')}`;
}

/**
 * Canonical text of a bit string of a known length: the bytes are little-endian, without leading zero bits.
 * @throws RangeError for more bits than that
 */
export function bitsCell(value: JsonValue, length: number): string {
  const bytes = base64Bytes(value);
  const bits = bytes.length === 0 ? '' : BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`).toString(2);
  if (bits.length > length && bits !== '0') throw new RangeError(`more than ${length} bits`);
  return bits.padStart(length, '0');
}
