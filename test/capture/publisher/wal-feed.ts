import { openWalsender } from '../../../src/postgres/replication/walsender.ts';
import { streamWal } from '../../../src/postgres/replication/wal-stream.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { headBytes, type Frame } from '../../helpers/pgoutput-proxy.ts';

/** A replication slot that is read transaction by transaction. */
export interface WalFeed {
  close(): Promise<void>;
}

const settings = { applicationName: 'alimentador test', synchronousCommit: 'on', schema: 'public' };

/**
 * Reads a slot from where it stands.
 * @param take takes each transaction, Begin and Commit included, and the LSN behind it
 * @param confirmedLsn up to where the server may forget
 */
export async function openWalFeed(
  url: string,
  { slotName, publication }: { readonly slotName: string; readonly publication: string },
  take: (transaction: readonly Frame[], endLsn: number) => void,
  confirmedLsn: () => number,
): Promise<WalFeed> {
  const walsender = await openWalsender(url, settings);
  let open: Frame[] = [];
  const stream = streamWal(
    walsender,
    { slotName, publication, startLsn: 0, clock: systemClock },
    {
      onStarted: () => undefined,
      onKeepalive: () => undefined,
      flushedLsn: confirmedLsn,
      onData: (bytes, begin, end, lsn) => {
        const frame = Buffer.alloc(headBytes + end - begin);
        frame.write('w', 'latin1');
        frame.writeBigInt64BE(BigInt(lsn), 1);
        bytes.copy(frame, headBytes, begin, end);
        const type = String.fromCharCode(bytes[begin]!);
        if (type === 'B') open = [];
        open.push(frame);
        // Commit: flags, its LSN, the LSN behind it.
        if (type === 'C') take(open, Number(frame.readBigInt64BE(headBytes + 10)));
      },
    },
  );
  await Promise.race([
    stream.started,
    stream.ended.then(end => {
      throw new Error(`the slot ${slotName} cannot be read: ${JSON.stringify(end)}`);
    }),
  ]);
  return { close: () => stream.close() };
}
