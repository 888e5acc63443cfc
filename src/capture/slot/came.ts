/** What a message that has come means for the position that may be confirmed. */
export type Came = { readonly kind: 'change' } | { readonly kind: 'commit'; readonly endLsn: number };

const type = { insert: 0x49, update: 0x55, delete: 0x44, truncate: 0x54, message: 0x4d, commit: 0x43 } as const;
const change: Came = { kind: 'change' };
/** Type, flags and commit LSN stand before a commit's end LSN. */
const endLsnAt = 10;

/**
 * Looks at a message without decoding it; undefined for one that belongs to no transaction, only
 * prepares others, or cannot be read: decoding it will say why.
 * Source: PostgreSQL documentation, "Logical Replication Message Formats".
 */
export function whatCame(bytes: Buffer, begin: number, end: number): Came | undefined {
  switch (bytes[begin]) {
    case type.insert:
    case type.update:
    case type.delete:
    case type.truncate:
      return change;
    case type.message:
      return end > begin + 1 && (bytes[begin + 1]! & 1) !== 0 ? change : undefined;
    case type.commit: {
      const at = begin + endLsnAt;
      if (end < at + 8) return undefined;
      const endLsn = Number(bytes.readBigUInt64BE(at));
      return Number.isSafeInteger(endLsn) ? { kind: 'commit', endLsn } : undefined;
    }
    default:
      return undefined;
  }
}
