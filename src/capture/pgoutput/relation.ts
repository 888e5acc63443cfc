import { claim, text, uint16, uint32, uint8, type MessageReader } from './message-reader.ts';

/** A table as the server described it before its first change. */
export interface Relation {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  /** Which columns an old tuple of kind K says; all of them under REPLICA IDENTITY FULL. */
  readonly isKey: readonly boolean[];
}

/**
 * Reads a Relation message behind its type byte.
 * @param known what the table was described as before; its columns are kept where they are the same, so that whoever
 *   looked at them once need not again
 */
export function readRelation(reader: MessageReader, known: ReadonlyMap<number, Relation>): [number, Relation] {
  const oid = uint32(reader);
  const schema = text(reader);
  const table = text(reader);
  uint8(reader); // Replica identity: the old tuples say it again.
  const columns: string[] = [];
  const isKey: boolean[] = [];
  for (let left = uint16(reader); left > 0; left--) {
    isKey.push((uint8(reader) & 1) === 1);
    columns.push(text(reader));
    claim(reader, 8); // Type and its modifier: cells stay texts.
  }
  const earlier = known.get(oid)?.columns;
  const isSame = earlier?.length === columns.length && columns.every((name, place) => name === earlier[place]);
  // The server leaves the name of its own schema out.
  const relation = { schema: schema || 'pg_catalog', table, columns: isSame ? earlier : columns, isKey };
  return [oid, relation];
}
