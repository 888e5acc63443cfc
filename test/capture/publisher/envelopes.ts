import { headBytes, type Frame } from '../../helpers/pgoutput-proxy.ts';
import { wireReader, type WireChange } from '../../helpers/wire-change.ts';
import { emit } from '../debezium/emitter.ts';
import { modesWith } from '../debezium/modes.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type JsonRow = { readonly [column: string]: Json };

/** A change event as Debezium's connector for PostgreSQL makes it, without schemas. */
export interface Envelope {
  readonly before: JsonRow | null;
  readonly after: JsonRow | null;
  readonly source: { readonly [name: string]: Json };
  readonly op: string;
  readonly ts_ms: number;
}

/** An event on its way to a sink, with what says which planned change it is. */
export interface ChangeEvent {
  readonly topic: string;
  readonly key: JsonRow;
  /** A text where it is no JSON. */
  readonly value: Envelope | string;
  readonly table: string;
  /** Key columns' texts. */
  readonly row: string;
  /** Which change of its row it is, from 1. */
  readonly nth: number;
}

/** How the values are written; the connector's configuration says the same. */
const modes = modesWith({ time: 'adaptive_time_microseconds', decimal: 'string', binary: 'base64' });
export const modeSettings: Readonly<Record<string, string>> = {
  'time.precision.mode': 'adaptive_time_microseconds',
  'decimal.handling.mode': 'string',
  'binary.handling.mode': 'base64',
};

const letters = { insert: 'c', update: 'u', delete: 'd' } as const;
const postgresEpochUs = 946_684_800_000_000n;

/**
 * Makes the events of transactions, in their order. After the documentation ("Data change events"): the source's LSN is the
 * change's own, its time the commit's; under the default replica identity a delete's before image holds the key, the rest is
 * null, and an update has none.
 * @param prefix `topic.prefix`
 * @param types names of types by OID
 */
export function envelopesOf(
  prefix: string,
  types: ReadonlyMap<number, string>,
): (transaction: readonly Frame[]) => ChangeEvent[] {
  const read = wireReader();
  return transaction => {
    const begin = transaction[0]!;
    const committedUs = begin.readBigInt64BE(headBytes + 9) + postgresEpochUs;
    const txId = begin.readUInt32BE(headBytes + 17);
    return read(transaction).map(change => {
      const lsn = Number(transaction[change.at]!.readBigInt64BE(1));
      return eventOf(change, prefix, sourceOf({ prefix, table: change.table, committedUs, txId, lsn }), types);
    });
  };
}

function eventOf(
  change: WireChange,
  prefix: string,
  source: Envelope['source'],
  types: ReadonlyMap<number, string>,
): ChangeEvent {
  const { table, op, key: row, nth } = change;
  const image = (cells: WireChange['new']): JsonRow | null =>
    cells === undefined ? null : rowOf(change, cells, types);
  const before = image(change.old?.cells);
  const after = image(change.new);
  const whole = after ?? before!;
  const key = Object.fromEntries(change.keyColumns.map(name => [name, whole[name]!]));
  const value = { before, after, source, transaction: null, op: letters[op], ts_ms: Date.now() };
  return { topic: `${prefix}.public.${table}`, key, value, table, row, nth };
}

function rowOf(
  { columns, types }: WireChange,
  cells: NonNullable<WireChange['new']>,
  names: ReadonlyMap<number, string>,
) {
  return Object.fromEntries(
    columns.map((column, at): [string, Json] => {
      const cell = cells[at];
      if (cell === undefined) return [column, '__debezium_unavailable_value'];
      if (cell === null) return [column, null];
      const { oid, modifier } = types[at]!;
      return [column, JSON.parse(emit({ type: names.get(oid)!, modifier }, cell, modes).json) as Json];
    }),
  );
}

interface Place {
  readonly prefix: string;
  readonly table: string;
  readonly committedUs: bigint;
  readonly txId: number;
  readonly lsn: number;
}

function sourceOf({ prefix, table, committedUs, txId, lsn }: Place): Envelope['source'] {
  const micros = Number(committedUs);
  return {
    version: '3.6.0.Final',
    connector: 'postgresql',
    name: prefix,
    ts_ms: Math.floor(micros / 1_000),
    ts_us: micros,
    snapshot: 'false',
    db: 'test',
    sequence: JSON.stringify([null, String(lsn)]),
    schema: 'public',
    table,
    txId,
    lsn,
    xmin: null,
  };
}
