import { encodeChange } from '../capture/pgoutput/encoder.ts';
import { headBytes, type Frame } from './pgoutput-proxy.ts';

type Cells = readonly (string | null | undefined)[];
type Op = 'insert' | 'update' | 'delete';

/** Type of a column: `pg_type.oid` and `atttypmod`. */
export interface WireType {
  readonly oid: number;
  readonly modifier: number;
}

/** A row change as it stands in a transaction on the wire. */
export interface WireChange {
  /** Place of its frame in the transaction. */
  readonly at: number;
  readonly oid: number;
  readonly table: string;
  readonly columns: readonly string[];
  readonly types: readonly WireType[];
  readonly op: Op;
  readonly keyColumns: readonly string[];
  readonly key: string;
  /** Which change of its row it is on the wire, from 1. */
  readonly nth: number;
  readonly old: { readonly kind: 'K' | 'O'; readonly cells: Cells } | undefined;
  readonly new: Cells | undefined;
}

interface Relation {
  readonly table: string;
  readonly columns: readonly string[];
  readonly types: readonly WireType[];
  readonly key: readonly number[];
}

const ops: Readonly<Record<string, Op>> = { I: 'insert', U: 'update', D: 'delete' };

/**
 * Reads the row changes of transactions, for those who want to change them. Written from the documentation's message
 * formats, apart from the tool's decoder. Reads each transaction once, since it counts.
 */
export function wireReader(): (transaction: readonly Frame[]) => WireChange[] {
  const relations = new Map<number, Relation>();
  const seen = new Map<string, number>();
  return transaction => {
    const found: WireChange[] = [];
    for (const [at, frame] of transaction.entries()) {
      const type = String.fromCharCode(frame[headBytes]!);
      const fields = reader(frame, headBytes + 1);
      if (type === 'R') relations.set(...relationOf(fields));
      const op = ops[type];
      if (op === undefined) continue;
      const oid = fields.int32();
      const { table, columns, types, key: places } = relations.get(oid)!;
      const images = imagesOf(fields);
      const cells = images.new ?? images.old!.cells;
      const key = places.map(place => cells[place]).join(' ');
      const nth = (seen.get(`${table} ${key}`) ?? 0) + 1;
      seen.set(`${table} ${key}`, nth);
      const keyColumns = places.map(place => columns[place]!);
      found.push({ at, oid, table, columns, types, op, keyColumns, key, nth, ...images });
    }
    return found;
  };
}

/** The transaction with a change as it is said to be. */
export function withChange(transaction: readonly Frame[], change: WireChange): Frame[] {
  return transaction.map((frame, at) => (at === change.at ? frameLike(frame, change) : frame));
}

/** A frame of that change with the other one's LSNs and time. */
export function frameLike(frame: Frame, { oid, op, old, new: after }: WireChange): Frame {
  const table = { oid, schema: '', name: '', columns: [] };
  return Buffer.concat([frame.subarray(0, headBytes), encodeChange(table, { op, old, new: after })]);
}

function relationOf(fields: Fields): [number, Relation] {
  const oid = fields.int32();
  fields.text();
  const table = fields.text();
  fields.bytes(1);
  const described = Array.from({ length: fields.int16() }, () => {
    const isKey = fields.bytes(1)[0] === 1;
    const name = fields.text();
    return { name, isKey, type: { oid: fields.int32(), modifier: fields.int32() } };
  });
  const key = described.flatMap(({ isKey }, place) => (isKey ? [place] : []));
  return [oid, { table, columns: described.map(({ name }) => name), types: described.map(({ type }) => type), key }];
}

function imagesOf(fields: Fields): Pick<WireChange, 'old' | 'new'> {
  let old: WireChange['old'];
  let after: WireChange['new'];
  while (!fields.isAtEnd()) {
    const kind = fields.letter();
    const cells = Array.from({ length: fields.int16() }, () => {
      const cell = fields.letter();
      if (cell === 't') return fields.bytes(fields.int32()).toString('utf8');
      return cell === 'n' ? null : undefined;
    });
    if (kind === 'N') after = cells;
    else old = { kind: kind === 'K' ? 'K' : 'O', cells };
  }
  return { old, new: after };
}

type Fields = ReturnType<typeof reader>;

function reader(frame: Frame, begin: number) {
  let at = begin;
  const bytes = (count: number): Buffer => frame.subarray(at, (at += count));
  return {
    bytes,
    letter: (): string => bytes(1).toString('latin1'),
    int16: (): number => bytes(2).readInt16BE(),
    int32: (): number => bytes(4).readInt32BE(),
    text: (): string => {
      const text = frame.toString('utf8', at, frame.indexOf(0, at));
      at = frame.indexOf(0, at) + 1;
      return text;
    },
    isAtEnd: (): boolean => at >= frame.length,
  };
}
