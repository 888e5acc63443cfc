import { lsnFromWords } from '../../shared/lsn.ts';

/** What a message means for the position that may be confirmed. */
export type Told = { readonly kind: 'change' } | { readonly kind: 'commit'; readonly endLsn: number };

const type = { insert: 0x49, update: 0x55, delete: 0x44, truncate: 0x54, message: 0x4d, commit: 0x43 } as const;
const change: Told = { kind: 'change' };
/** Type, flags and commit LSN stand before a commit's end LSN. */
const endLsnAt = 10;

/**
 * Looks at a message without decoding it; undefined for one that belongs to no transaction, or only prepares others.
 * Source: PostgreSQL documentation, "Logical Replication Message Formats".
 */
export function toldBy(bytes: Buffer, begin: number, end: number): Told | undefined {
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
      return { kind: 'commit', endLsn: lsnFromWords(bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)) };
    }
    default:
      return undefined;
  }
}
