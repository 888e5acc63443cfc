import { type Frame, type Script, type WireStream } from './pgoutput-proxy.ts';
import type { PlannedChange } from './planned-changes.ts';
import { wireReader, type WireChange } from './wire-change.ts';

/** A script that is told which planned changes a transaction holds: for each target its change, or undefined. */
export function watching(
  targets: readonly PlannedChange[],
  act: (transaction: readonly Frame[], hits: readonly (WireChange | undefined)[], stream: WireStream) => void,
): Script {
  const read = wireReader();
  return (transaction, stream) => {
    const changes = read(transaction);
    const hits = targets.map(({ table, key, nth }) =>
      changes.find(each => each.table === table && each.key === key.join(' ') && each.nth === nth),
    );
    act(transaction, hits, stream);
  };
}

/** A script that lets everything pass but the transaction with that change. */
export function at(
  target: PlannedChange,
  act: (transaction: readonly Frame[], hit: WireChange, stream: WireStream) => void,
): Script {
  return watching([target], (transaction, [hit], stream) => {
    if (hit === undefined) stream.send(transaction);
    else act(transaction, hit, stream);
  });
}

/** Sends transactions again once that many have passed, on the same connection or behind a cut. */
export function again({ behind, count, afterCut }: { behind: number; count: number; afterCut: boolean }): {
  script: Script;
  changesAgain: () => number;
} {
  const read = wireReader();
  const recent: { frames: readonly Frame[]; changes: number }[] = [];
  let [passed, changesAgain] = [0, 0];
  let isDone = false;
  const repeat = (stream: WireStream): void => {
    isDone = true;
    for (const { frames, changes } of recent) {
      changesAgain += changes;
      stream.send(frames);
    }
  };
  const script: Script = (transaction, stream) => {
    if (afterCut && !isDone && stream.connection > 1) repeat(stream);
    const isLate = passed >= behind;
    // What the cut swallowed the server sends again by itself: it was not acknowledged.
    if (afterCut && isLate && stream.connection === 1) return stream.cut();
    if (!isDone) recent.push({ frames: transaction, changes: read(transaction).length });
    if (recent.length > count) recent.shift();
    stream.send(transaction);
    passed += 1;
    if (!afterCut && !isDone && passed >= behind) repeat(stream);
  };
  return { script, changesAgain: () => changesAgain };
}

/** Lets all pass and keeps it. */
export function recorder(): { script: Script; transactions: (readonly Frame[])[] } {
  const transactions: (readonly Frame[])[] = [];
  const script: Script = (transaction, stream) => {
    transactions.push(transaction);
    stream.send(transaction);
  };
  return { script, transactions };
}
