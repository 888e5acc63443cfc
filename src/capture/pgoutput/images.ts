import type { CapturedChange } from '../../observe/verify/captured-change.ts';
import { uint8, type MessageReader } from './message-reader.ts';
import type { Relation } from './relation.ts';
import { keyOnly, readTuple } from './tuple.ts';

const code = { new: 0x4e, old: 0x4f, key: 0x4b } as const;

/**
 * Reads the row images that make up the rest of a change's message.
 * @throws RangeError where the images are not those of the operation
 */
export function readImages(
  reader: MessageReader,
  op: 'insert' | 'update' | 'delete',
  relation: Relation,
): Pick<CapturedChange, 'before' | 'after'> {
  const { bytes, at: begin, end } = reader;
  const latin1 = bytes.toString('latin1', begin, end);
  let before: CapturedChange['before'];
  let after: CapturedChange['after'];
  while (reader.at < end) {
    const kind = uint8(reader);
    const cells = readTuple(reader, latin1, begin, relation);
    if (kind === code.new) after = cells;
    else if (kind === code.old) before = cells;
    else if (kind === code.key) before = keyOnly(cells, relation);
    else throw new RangeError(`a row image of ${relation.table} has the unknown kind ${kind}`);
  }
  const fits = op === 'delete' ? before !== undefined && after === undefined : after !== undefined;
  if (!fits || (op === 'insert' && before !== undefined)) {
    throw new RangeError(`the row images of ${relation.table} are not those of an ${op}`);
  }
  return { before, after };
}
