import type { Cell } from '../../../src/observe/verify/captured-change.ts';

// Written from the documentation's message formats, apart from the decoder, to check it.

export interface Table {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly isKey: boolean }[];
}

export interface Tuple {
  readonly kind: 'K' | 'O';
  readonly cells: readonly Cell[];
}

export interface Change {
  readonly op: 'insert' | 'update' | 'delete';
  readonly old: Tuple | undefined;
  readonly new: readonly Cell[] | undefined;
}

const epoch2000Us = 946_684_800n * 1_000_000n;

const byte = (value: number | string): Buffer =>
  typeof value === 'string' ? Buffer.from(value) : Buffer.from([value]);
const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
};
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const int64 = (value: bigint | number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
};
const time = (us: number): Buffer => int64(BigInt(us) - epoch2000Us);
const cString = (value: string): Buffer => Buffer.from(`${value}\0`);

export function encodeBegin(begin: { xid: number; commitLsn: number; committedAtUs: number }): Buffer {
  return Buffer.concat([byte('B'), int64(begin.commitLsn), time(begin.committedAtUs), int32(begin.xid)]);
}

export function encodeCommit(commit: { commitLsn: number; endLsn: number; committedAtUs: number }): Buffer {
  const { commitLsn, endLsn, committedAtUs } = commit;
  return Buffer.concat([byte('C'), byte(0), int64(commitLsn), int64(endLsn), time(committedAtUs)]);
}

export function encodeRelation({ oid, schema, name, columns }: Table): Buffer {
  const described = columns.map(column =>
    Buffer.concat([byte(column.isKey ? 1 : 0), cString(column.name), int32(25), int32(0xffffffff)]),
  );
  const head = [byte('R'), int32(oid), cString(schema), cString(name), byte('d'), int16(columns.length)];
  return Buffer.concat([...head, ...described]);
}

export function encodeChange({ oid }: Table, { op, old, new: after }: Change): Buffer {
  const type = { insert: 'I', update: 'U', delete: 'D' }[op];
  const images = [
    ...(old === undefined ? [] : [byte(old.kind), tuple(old.cells)]),
    ...(after === undefined ? [] : [byte('N'), tuple(after)]),
  ];
  return Buffer.concat([byte(type), int32(oid), ...images]);
}

function tuple(cells: readonly Cell[]): Buffer {
  const encoded = cells.map(cell => {
    if (cell === null) return byte('n');
    if (cell === undefined) return byte('u');
    const bytes = Buffer.from(cell);
    return Buffer.concat([byte('t'), int32(bytes.length), bytes]);
  });
  return Buffer.concat([int16(cells.length), ...encoded]);
}

export function encodeTruncate(
  tables: readonly Table[],
  { cascade, restartIdentity }: { cascade: boolean; restartIdentity: boolean },
): Buffer {
  const options = (cascade ? 1 : 0) + (restartIdentity ? 2 : 0);
  return Buffer.concat([byte('T'), int32(tables.length), byte(options), ...tables.map(({ oid }) => int32(oid))]);
}

export function encodeMessage(message: {
  isTransactional: boolean;
  lsn: number;
  prefix: string;
  content: string;
}): Buffer {
  const content = Buffer.from(message.content);
  const head = [byte('M'), byte(message.isTransactional ? 1 : 0), int64(message.lsn), cString(message.prefix)];
  return Buffer.concat([...head, int32(content.length), content]);
}

export function encodeOrigin(lsn: number, name: string): Buffer {
  return Buffer.concat([byte('O'), int64(lsn), cString(name)]);
}

export function encodeType(oid: number, schema: string, name: string): Buffer {
  return Buffer.concat([byte('Y'), int32(oid), cString(schema), cString(name)]);
}
