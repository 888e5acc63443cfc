import type { Cell } from '../../observe/verify/captured-change.ts';
import { claim, uint16, uint32, uint8, type MessageReader } from './message-reader.ts';
import type { Relation } from './relation.ts';

const code = { null: 0x6e, unchanged: 0x75, text: 0x74 } as const;

/**
 * Reads a row image. One call for the whole message and slices of it are twice as fast as a call for each cell, as long as
 * the cell is plain ASCII; what is not is decoded by itself.
 * @param latin1 the message from `begin`, one character a byte
 */
export function readTuple(reader: MessageReader, latin1: string, begin: number, relation: Relation): Cell[] {
  const { table, columns } = relation;
  const count = uint16(reader);
  if (count !== columns.length) {
    throw new RangeError(`a row of ${table} has ${count} columns, described were ${columns.length}`);
  }
  const cells: Cell[] = [];
  for (let place = 0; place < count; place++) {
    const kind = uint8(reader);
    if (kind === code.text) cells.push(readText(reader, latin1, begin));
    else if (kind === code.null) cells.push(null);
    else if (kind === code.unchanged) cells.push(undefined);
    else throw new RangeError(`a cell of ${table} has the unknown kind ${kind}`);
  }
  return cells;
}

function readText(reader: MessageReader, latin1: string, begin: number): string {
  const length = uint32(reader);
  const from = claim(reader, length);
  const to = from + length;
  const { bytes } = reader;
  let union = 0;
  for (let at = from; at < to; at++) union |= bytes[at]!;
  return union < 0x80 ? latin1.slice(from - begin, to - begin) : bytes.toString('utf8', from, to);
}

/** An old tuple of kind K holds the key only; it says NULL for the other columns, which may well have held something. */
export function keyOnly(cells: readonly Cell[], { isKey }: Relation): Cell[] {
  return cells.map((cell, place) => (isKey[place] === true ? cell : undefined));
}
