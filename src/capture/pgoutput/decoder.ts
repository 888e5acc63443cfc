import type { CapturedChange } from '../../observe/verify/captured-change.ts';
import { readImages } from './images.ts';
import { claim, lsn, text, timeUs, uint32, uint8, type MessageReader } from './message-reader.ts';
import type { Commit, LogicalMessage, PgoutputEvent, Truncate } from './pgoutput-event.ts';
import { readRelation, type Relation } from './relation.ts';

/** What came with a message. */
export interface Arrival {
  /** XLogData's start LSN: the record of the change. */
  readonly lsn: number;
  readonly receivedAtUs: number;
}

/**
 * Decodes the next message, `bytes` from `begin` to `end`; undefined for one that only prepares others.
 * @throws RangeError for what is no pgoutput message of protocol version 1
 */
export type PgoutputDecoder = (bytes: Buffer, begin: number, end: number, arrival: Arrival) => PgoutputEvent | undefined;

interface Transaction {
  readonly xid: number;
  readonly commitLsn: number;
  readonly committedAtUs: number;
  /** Row changes so far. */
  changes: number;
}

/**
 * A decoder of one slot's messages, in the server's order. It goes on after a reconnect, since the server then begins with a
 * transaction and describes every table again.
 * Source: PostgreSQL documentation, "Logical Replication Message Formats".
 */
export function createPgoutputDecoder(): PgoutputDecoder {
  const relations = new Map<number, Relation>();
  let transaction: Transaction | undefined;

  const current = (): Transaction => {
    if (transaction === undefined) throw new RangeError('a change came outside of a transaction');
    return transaction;
  };
  const relationOf = (oid: number): Relation => {
    const relation = relations.get(oid);
    if (relation === undefined) throw new RangeError(`a change of table ${oid} came before its description`);
    return relation;
  };

  const begin = (reader: MessageReader): void => {
    const commitLsn = lsn(reader);
    transaction = { commitLsn, committedAtUs: timeUs(reader), xid: uint32(reader), changes: 0 };
  };

  const commit = (reader: MessageReader): Commit => {
    const { xid, changes } = current();
    transaction = undefined;
    claim(reader, 1); // Flags, unused.
    return { xid, commitLsn: lsn(reader), endLsn: lsn(reader), committedAtUs: timeUs(reader), changes };
  };

  const change = (reader: MessageReader, op: 'insert' | 'update' | 'delete', arrival: Arrival): CapturedChange => {
    const inTransaction = current();
    const relation = relationOf(uint32(reader));
    const { before, after } = readImages(reader, op, relation);
    const { xid, commitLsn, committedAtUs } = inTransaction;
    const position = { xid, lsn: arrival.lsn, commitLsn, ordinal: inTransaction.changes++ };
    const { schema, table, columns } = relation;
    return { schema, table, op, columns, before, after, position, committedAtUs, receivedAtUs: arrival.receivedAtUs };
  };

  const truncate = (reader: MessageReader, arrival: Arrival): Truncate => {
    const { xid, commitLsn, committedAtUs } = current();
    const count = uint32(reader);
    const options = uint8(reader);
    const tables = Array.from({ length: count }, () => relationOf(uint32(reader)));
    return {
      tables: tables.map(({ schema, table }) => ({ schema, table })),
      cascade: (options & 1) !== 0,
      restartIdentity: (options & 2) !== 0,
      ...{ xid, lsn: arrival.lsn, commitLsn, committedAtUs },
    };
  };

  const message = (reader: MessageReader): LogicalMessage => {
    const isTransactional = (uint8(reader) & 1) !== 0;
    const at = lsn(reader);
    const prefix = text(reader);
    const length = uint32(reader);
    const from = claim(reader, length);
    // Copied: the bytes are the socket's.
    const content = Buffer.from(reader.bytes.subarray(from, from + length));
    return { prefix, content, lsn: at, xid: isTransactional ? current().xid : undefined };
  };

  const decode = (reader: MessageReader, arrival: Arrival): PgoutputEvent | undefined => {
    const type = String.fromCharCode(uint8(reader));
    switch (type) {
      case 'I':
        return { kind: 'change', change: change(reader, 'insert', arrival) };
      case 'U':
        return { kind: 'change', change: change(reader, 'update', arrival) };
      case 'D':
        return { kind: 'change', change: change(reader, 'delete', arrival) };
      case 'B':
        begin(reader);
        return undefined;
      case 'C':
        return { kind: 'commit', commit: commit(reader) };
      case 'R':
        relations.set(...readRelation(reader, relations));
        return undefined;
      case 'T':
        return { kind: 'truncate', truncate: truncate(reader, arrival) };
      case 'M':
        return { kind: 'message', message: message(reader) };
      case 'O': // Origin and Type say nothing that a row needs.
      case 'Y':
        reader.at = reader.end;
        return undefined;
      default:
        throw new RangeError(`a pgoutput message has the unknown type ${JSON.stringify(type)}`);
    }
  };

  return (bytes, begin, end, arrival) => {
    const reader: MessageReader = { bytes, at: begin, end };
    const event = decode(reader, arrival);
    if (reader.at !== end) throw new RangeError('a pgoutput message is longer than its fields');
    return event;
  };
}
