import { lsnFromWords } from '../../shared/lsn.ts';

/** Microseconds from 1970, our epoch, to 2000, PostgreSQL's. */
const epochShiftUs = 946_684_800_000_000;

/** Reads the fields of one message, in network byte order. */
export interface MessageReader {
  readonly bytes: Buffer;
  /** Where the next field begins. */
  at: number;
  /** Where the message ends. */
  end: number;
}

export function uint8(reader: MessageReader): number {
  return reader.bytes[claim(reader, 1)]!;
}

export function uint16(reader: MessageReader): number {
  const at = claim(reader, 2);
  return (reader.bytes[at]! << 8) | reader.bytes[at + 1]!;
}

export function uint32(reader: MessageReader): number {
  const at = claim(reader, 4);
  const { bytes } = reader;
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

/** @throws RangeError from 2^53 up */
export function lsn(reader: MessageReader): number {
  const high = uint32(reader);
  return lsnFromWords(high, uint32(reader));
}

/** A time as microseconds since 1970. */
export function timeUs(reader: MessageReader): number {
  const high = uint32(reader) | 0;
  return high * 0x1_0000_0000 + uint32(reader) + epochShiftUs;
}

/** A text that ends with a zero byte. */
export function text(reader: MessageReader): string {
  const { bytes, at, end } = reader;
  const zero = bytes.indexOf(0, at);
  if (zero === -1 || zero >= end) throw new RangeError('a text of a pgoutput message does not end');
  reader.at = zero + 1;
  return bytes.toString('utf8', at, zero);
}

/**
 * Moves behind the next `count` bytes.
 * @returns where they begin
 * @throws RangeError when the message is shorter
 */
export function claim(reader: MessageReader, count: number): number {
  const { at } = reader;
  if (at + count > reader.end) throw new RangeError('a pgoutput message is shorter than it says');
  reader.at = at + count;
  return at;
}
