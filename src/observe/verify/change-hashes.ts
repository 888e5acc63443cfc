import type { CapturedChange, Position } from './captured-change.ts';
import type { TableShape } from './table-shape.ts';
import { hashBasis, hashText, knownHash } from './text-hash.ts';

/** 32 bits of transaction and LSN, which together with row and kind say which change it is; 0 where there is no position. */
export function positionHash(position: Position | undefined): number {
  if (position === undefined) return 0;
  const { xid, lsn } = position;
  const high = Math.floor(lsn / 0x1_0000_0000);
  let hash = Math.imul((lsn >>> 0) ^ hashBasis, 0x9e37_79b1);
  hash = Math.imul((hash ^ (hash >>> 15)) + high, 0x85eb_ca6b);
  hash = Math.imul((hash ^ (hash >>> 13)) + xid, 0xc2b2_ae35);
  return knownHash((hash ^ (hash >>> 16)) >>> 0);
}

/** 32 bits of the columns that the server fills; 0 where none are delivered or one of them is not said. */
export function serverHash({ after }: CapturedChange, { server }: TableShape): number {
  if (after === undefined || server.length === 0) return 0;
  let hash = hashBasis;
  for (const place of server) {
    if (after[place] === undefined) return 0;
    hash = hashText(hash, after[place]);
  }
  return knownHash(hash);
}
