/** Microseconds from 1970 to PostgreSQL's epoch, 2000. */
const epochShiftUs = 946_684_800_000_000;
const bodyBytes = 34;

/** How far a reader has come. */
export interface StandbyStatus {
  readonly receivedLsn: number;
  /** The server may forget what lies before. */
  readonly flushedLsn: number;
  readonly wallMs: number;
  readonly asksForReply: boolean;
}

/**
 * A Standby status update in its CopyData message.
 * Source: PostgreSQL documentation, "Streaming Replication Protocol".
 */
export function encodeStandbyStatus({ receivedLsn, flushedLsn, wallMs, asksForReply }: StandbyStatus): Buffer {
  const message = Buffer.alloc(1 + 4 + bodyBytes);
  message.write('d', 0, 'latin1');
  message.writeUInt32BE(4 + bodyBytes, 1);
  message.write('r', 5, 'latin1');
  message.writeBigUInt64BE(BigInt(receivedLsn), 6);
  message.writeBigUInt64BE(BigInt(flushedLsn), 14);
  message.writeBigUInt64BE(BigInt(flushedLsn), 22);
  message.writeBigInt64BE(BigInt(Math.round(wallMs * 1_000)) - BigInt(epochShiftUs), 30);
  message.writeUInt8(asksForReply ? 1 : 0, 38);
  return message;
}
