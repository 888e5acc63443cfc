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
export type PgoutputDecoder = (
  bytes: Buffer,
  begin: number,
  end: number,
  arrival: Arrival,
) => PgoutputEvent | undefined;

interface Transaction {
  readonly xid: number;
  readonly commitLsn: number;
  readonly committedAtUs: number;
  /** Row changes so far. */
  changes: number;
}

/** What earlier messages said. */
interface Session {
  readonly relations: Map<number, Relation>;
  transaction: Transaction | undefined;
}

/**
 * A decoder of one slot's messages, in the server's order. It goes on after a reconnect, since the server then begins with a
 * transaction and describes every table again.
 * Source: PostgreSQL documentation, "Logical Replication Message Formats".
 */
export function createPgoutputDecoder(): PgoutputDecoder {
  const session: Session = { relations: new Map(), transaction: undefined };
  return (bytes, begin, end, arrival) => {
    const reader: MessageReader = { bytes, at: begin, end };
    const event = decode(session, reader, arrival);
    if (reader.at !== end) throw new RangeError('a pgoutput message is longer than its fields');
    return event;
  };
}

function decode(session: Session, reader: MessageReader, arrival: Arrival): PgoutputEvent | undefined {
  const type = String.fromCharCode(uint8(reader));
  switch (type) {
    case 'I':
      return { kind: 'change', change: readChange(session, reader, 'insert', arrival) };
    case 'U':
      return { kind: 'change', change: readChange(session, reader, 'update', arrival) };
    case 'D':
      return { kind: 'change', change: readChange(session, reader, 'delete', arrival) };
    case 'B':
      session.transaction = readBegin(reader);
      return undefined;
    case 'C':
      return { kind: 'commit', commit: readCommit(session, reader) };
    case 'R':
      session.relations.set(...readRelation(reader, session.relations));
      return undefined;
    case 'T':
      return { kind: 'truncate', truncate: readTruncate(session, reader, arrival) };
    case 'M':
      return { kind: 'message', message: readMessage(session, reader) };
    case 'O': // Origin and Type say nothing that a row needs.
    case 'Y':
      reader.at = reader.end;
      return undefined;
    default:
      throw new RangeError(`a pgoutput message has the unknown type ${JSON.stringify(type)}`);
  }
}

function readBegin(reader: MessageReader): Transaction {
  return { commitLsn: lsn(reader), committedAtUs: timeUs(reader), xid: uint32(reader), changes: 0 };
}

function readCommit(session: Session, reader: MessageReader): Commit {
  const { xid, changes } = transactionOf(session);
  session.transaction = undefined;
  claim(reader, 1); // Flags, unused.
  return { xid, commitLsn: lsn(reader), endLsn: lsn(reader), committedAtUs: timeUs(reader), changes };
}

function readChange(
  session: Session,
  reader: MessageReader,
  op: 'insert' | 'update' | 'delete',
  { lsn, receivedAtUs }: Arrival,
): CapturedChange {
  const transaction = transactionOf(session);
  const { xid, commitLsn, committedAtUs } = transaction;
  const relation = relationOf(session, uint32(reader));
  const { schema, table, columns } = relation;
  const { before, after } = readImages(reader, op, relation);
  const position = { xid, lsn, commitLsn, ordinal: transaction.changes++ };
  return { schema, table, op, columns, before, after, position, committedAtUs, receivedAtUs };
}

function readTruncate(session: Session, reader: MessageReader, arrival: Arrival): Truncate {
  const { xid, commitLsn, committedAtUs } = transactionOf(session);
  const count = uint32(reader);
  const options = uint8(reader);
  const tables = Array.from({ length: count }, () => relationOf(session, uint32(reader)));
  return {
    tables: tables.map(({ schema, table }) => ({ schema, table })),
    cascade: (options & 1) !== 0,
    restartIdentity: (options & 2) !== 0,
    xid,
    lsn: arrival.lsn,
    commitLsn,
    committedAtUs,
  };
}

function readMessage(session: Session, reader: MessageReader): LogicalMessage {
  const isTransactional = (uint8(reader) & 1) !== 0;
  const at = lsn(reader);
  const prefix = text(reader);
  const length = uint32(reader);
  const from = claim(reader, length);
  // Copied, since the bytes are the socket's.
  const content = Buffer.from(reader.bytes.subarray(from, from + length));
  return { prefix, content, lsn: at, xid: isTransactional ? transactionOf(session).xid : undefined };
}

function transactionOf({ transaction }: Session): Transaction {
  if (transaction === undefined) throw new RangeError('a change came outside of a transaction');
  return transaction;
}

function relationOf({ relations }: Session, oid: number): Relation {
  const relation = relations.get(oid);
  if (relation === undefined) throw new RangeError(`a change of table ${oid} came before its description`);
  return relation;
}
