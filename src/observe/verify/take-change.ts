import type { Arrival } from './arrival.ts';
import { keyOf, type Capture } from './capture.ts';
import type { CapturedChange } from './captured-change.ts';
import { positionHash, serverHash } from './change-hashes.ts';
import { judgeByValue } from './judge-by-value.ts';
import { judge } from './judge-by-position.ts';
import { commitPosition } from './commit-position.ts';
import type { RowOfKey } from './row-keys.ts';
import type { TableShape } from './table-shape.ts';

/** Where a run begins on the server: what lies before is no change of this run. */
export interface RunStart {
  /** Insert LSN; undefined where the capture's LSNs are those of another system. */
  readonly lsn: number | undefined;
  /** The server's clock, microseconds since 1970. */
  readonly atUs: number;
}

/** How the tables of a model are found by a source's names. */
export interface KnownTables {
  readonly schema: string;
  readonly byName: ReadonlyMap<string, number>;
  readonly rowOfKey: readonly RowOfKey[];
}

/** Judges one change of a capture: foreign, stale, sent again, or one to be named in its row. */
export function takeChange(capture: Capture, change: CapturedChange, tables: KnownTables, start: RunStart): void {
  const index = change.schema === tables.schema ? tables.byName.get(change.table) : undefined;
  if (index === undefined) {
    capture.findings.foreign += 1;
    return;
  }
  capture.changes += 1;
  const { table } = capture.shared.workload.tables[index]!;
  const shape = capture.shapes.of(table, change.columns);
  if (isStale(change, start, capture.settings.resolutionUs)) {
    capture.findings.count('stale', index);
    unplanned(capture, 'stale', change, shape, 'it was written before this run');
    return;
  }
  capture.hasBefore ||= change.before?.some((cell, at) => cell !== undefined && !shape.key.includes(at)) ?? false;
  const commit = capture.settings.positions === 'commit' ? commitPosition(change.position) : undefined;
  const isBehind = commit !== undefined && capture.repeats.isBehind(commit);
  if (commit !== undefined) capture.passedLsn = Math.max(capture.passedLsn, commit.commitLsn);
  const rowNumber = tables.rowOfKey[index]!(keyOf({ change, shape }));
  const found = rowNumber === undefined ? undefined : capture.shared.plan.find(index, rowNumber);
  const arrival: Arrival | undefined = found && {
    change,
    shape,
    ...found,
    positionHash: positionHash(change.position),
    serverHash: capture.needsServerHash ? serverHash(change, shape) : 0,
    formerly: undefined,
  };
  if (isBehind) {
    judgeBehind(capture, change, shape, arrival);
    return;
  }
  if (commit !== undefined) capture.cameNew(change);
  if (arrival !== undefined) judge(capture, arrival);
  else {
    capture.findings.count('unexpected', index);
    unplanned(capture, 'unexpected', change, shape, 'no operation that was sent makes a row with that key');
  }
}

/** A position that the slot has passed: sent again, unless it is a change that was overtaken and has not come yet. */
function judgeBehind(capture: Capture, change: CapturedChange, shape: TableShape, arrival: Arrival | undefined): void {
  const kind = capture.repeats.kindAt(commitPosition(change.position));
  if (arrival !== undefined && kind === 'duplicated') {
    judgeByValue(capture, { ...arrival, isBehind: true });
    return;
  }
  capture.findings.count(kind, shape.table.index);
  if (kind === 'duplicated') unplanned(capture, kind, change, shape, 'its position had come before');
}

function unplanned(
  capture: Capture,
  kind: 'stale' | 'unexpected' | 'duplicated',
  change: CapturedChange,
  shape: TableShape,
  reason: string,
): void {
  const { explain } = capture.shared;
  capture.findings.example(kind, () => explain.unplanned(kind, change, keyOf({ change, shape }), reason));
}

function isStale({ position, committedAtUs }: CapturedChange, start: RunStart, resolutionUs: number): boolean {
  if (position !== undefined && start.lsn !== undefined && position.lsn < start.lsn) return true;
  return committedAtUs !== undefined && committedAtUs < Math.floor(start.atUs / resolutionUs) * resolutionUs;
}
