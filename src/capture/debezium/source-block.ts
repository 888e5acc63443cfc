import type { Position } from '../../observe/verify/captured-change.ts';
import { isObject, shown, type JsonObject, type JsonValue } from './json-value.ts';

/** What an event's `source` says of where it comes from. */
export interface Source {
  readonly version: string;
  readonly schema: string;
  readonly table: string;
  readonly isSnapshot: boolean;
  /** Undefined where there is no transaction. */
  readonly position: Position | undefined;
  readonly committedAtUs: number;
  readonly resolutionUs: 1 | 1_000;
}

/**
 * Reads `source` and, where transaction metadata is on, `transaction`. The time is the transaction's commit time, of a
 * snapshot the time of reading. The ordinal counts the transaction's events that the connector sent, so it is the server's
 * only where the connector captures the whole publication and no key changes; Debezium counts truncations too.
 * Source: Debezium documentation, connector for PostgreSQL, "Data change events" and "Transaction metadata".
 * @throws RangeError for what is no such block
 */
export function readSource(envelope: JsonObject): Source {
  const source = envelope['source'];
  if (!isObject(source)) throw new RangeError('it has no source block');
  const { connector, version, schema, table, snapshot } = source;
  if (connector !== 'postgresql') throw new RangeError(`its source.connector is ${shown(connector)}, not "postgresql"`);
  if (typeof version !== 'string' || typeof schema !== 'string' || typeof table !== 'string') {
    throw new RangeError('its source block lacks version, schema or table');
  }
  const { ts_us: micros, ts_ms: millis, txId, lsn } = source;
  const hasMicros = micros !== undefined && micros !== null;
  const xid = optionalWhole(txId, 'source.txId', 0xffff_ffff);
  const at = optionalWhole(lsn, 'source.lsn', Number.MAX_SAFE_INTEGER);
  const ordinal = ordinalOf(envelope['transaction']);
  return {
    version,
    schema,
    table,
    isSnapshot: snapshot !== undefined && snapshot !== null && snapshot !== 'false' && snapshot !== false,
    position: xid === undefined || at === undefined ? undefined : { xid, lsn: at, commitLsn: undefined, ordinal },
    committedAtUs: hasMicros ? whole(micros, 'source.ts_us') : whole(millis, 'source.ts_ms') * 1_000,
    resolutionUs: hasMicros ? 1 : 1_000,
  };
}

function ordinalOf(transaction: JsonValue | undefined): number | undefined {
  if (!isObject(transaction)) return undefined;
  return whole(transaction['total_order'], 'transaction.total_order') - 1;
}

function optionalWhole(value: JsonValue | undefined, name: string, max: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = whole(value, name);
  if (number < 0 || number > max) throw new RangeError(`its ${name} is ${shown(value)}, beyond its range`);
  return number;
}

function whole(value: JsonValue | undefined, name: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw new RangeError(`its ${name} is ${shown(value)}, which is no whole number`);
  }
  return value;
}
