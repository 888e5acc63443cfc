import type { Database } from '../../postgres/database.ts';
import type { ReplicaDatabase } from '../../postgres/replica-database.ts';

/** How far what feeds a replica is. */
export interface FeedPosition {
  /** All that the source had written is applied; undefined where nobody can know. */
  readonly isCaughtUp: boolean | undefined;
  /** Text that is another one when the feed has come nearer. */
  readonly position: string;
}

/**
 * Finds out what can be known of a replica's feed. To be called when the stream is over.
 *
 * Rows alone do not prove that a replica holds this run's: yesterday's run of the same scenario left the same ones, and a
 * feed that was behind may still have been applying those to tables that were empty when the run began. A native
 * subscription confirms on its slot, which the source shows, what it has applied and flushed: once that is the end of the
 * stream, nothing of before is left. It counts where every table is fed so, by slots of the run's own database, and its
 * first copy is over. Of any other feed nothing is known.
 * @returns undefined where nothing can be known, else where the feed is now, asked before the rows are looked at
 * @throws CannotRun where one of the two databases is lost
 */
export async function feedPositions(
  replica: ReplicaDatabase,
  source: Database,
): Promise<(() => Promise<FeedPosition>) | undefined> {
  const endLsn = await source.writtenEnd();
  const { slots } = await replica.feed();
  if (slots === undefined || (await source.confirmed(slots)).size < slots.length) return undefined;
  return async () => {
    const { isReady } = await replica.feed();
    const confirmed = await source.confirmed(slots);
    const positions = slots.map(slot => Math.min(endLsn, confirmed.get(slot) ?? 0));
    return { isCaughtUp: isReady && positions.every(lsn => lsn === endLsn), position: positions.join() };
  };
}
