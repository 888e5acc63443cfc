import type { Arrival } from './arrival.ts';
import type { Capture } from './capture.ts';
import { state } from './capture-states.ts';
import type { CapturedChange, Cell } from './captured-change.ts';
import type { ChangeRecord } from './change-record.ts';
import { judgeByValue } from './judge-by-value.ts';
import { judgeRead } from './judge-read.ts';
import { judgeWaiting } from './judge-by-position.ts';
import type { ReplayedRows } from './replayed-rows.ts';
import { deletePlace, insertPlace, noPlace } from './row-place.ts';
import type { TableShape } from './table-shape.ts';
import { recallReads } from './withdraw-reads.ts';

/**
 * An outcome may be known only after changes of the row arrived, and some may have been taken for a change that never was.
 * Takes back what arrived for the row from a change on, in the order of arrival. To be called while the plan still counts on
 * the operation: what was matched is drawn again and not stored.
 */
export function recall(capture: Capture, rows: ReplayedRows, ordinal: number, from: number): Arrival[] {
  const { states, findings, troubles } = capture;
  const reads = recallReads(capture, rows, ordinal);
  const trouble = troubles.of(rows, ordinal);
  // A read stands before all others of its row: what it stands for decides what they are.
  const first = reads.length > 0 ? insertPlace : recallStart(capture, rows, ordinal, from);
  const records = trouble === undefined ? [] : troubles.take(trouble);
  const found: { arrival: Arrival; after: number }[] = [];
  const remembered = new Set<number>();
  for (const record of records) {
    const { verdict, arrival, cursor, place, example } = record;
    if (verdict === 'outOfOrder' || verdict === 'matched') remembered.add(place);
    if (verdict === 'outOfOrder' && place < first) {
      findings.count('matched', rows.table, -1);
      reopen(capture, rows, ordinal, place);
    }
    if (verdict !== 'held' && verdict !== 'matched') findings.count(verdict, rows.table, -1);
    findings.retract(example);
    found.push({ arrival: { ...arrival, formerly: verdict }, after: cursor });
  }
  const inOrder: typeof found = [];
  for (let place = first; place !== noPlace; place = rows.next(ordinal, place)) {
    const was = states.state(rows.id, ordinal, place);
    if (was !== state.matched && !(was === state.coalesced && place === from)) continue;
    if (was === state.coalesced) findings.count('coalesced', rows.table, -1);
    else {
      findings.count('matched', rows.table, -1);
      if (!remembered.has(place)) inOrder.push({ arrival: drawnAgain(capture, rows, ordinal, place), after: place });
    }
    reopen(capture, rows, ordinal, place);
  }
  let cursor = capture.cursor(rows, ordinal);
  while (cursor !== noPlace && states.state(rows.id, ordinal, cursor) === state.open) {
    cursor = rows.previous(ordinal, cursor);
  }
  states.setCursor(rows.id, ordinal, cursor);
  const others = [...inOrder, ...found].sort((a, b) => a.after - b.after).map(({ arrival }) => arrival);
  return [...reads, ...others];
}

/** Nothing that was kept of the arrival may stay: another one may be held against it. */
function reopen({ states, record }: Capture, rows: ReplayedRows, ordinal: number, place: number): void {
  states.setState(rows.id, ordinal, place, state.open);
  record?.setPosition(rows.id, ordinal, place, 0);
  record?.setServerHash(rows.id, ordinal, place, 0);
}

/** The first change of a row that is judged again: whatever came after an irregular arrival could have been that one's. */
function recallStart({ troubles }: Capture, rows: ReplayedRows, ordinal: number, from: number): number {
  const records = troubles.of(rows, ordinal)?.records ?? [];
  const after = records.map(({ cursor }) => rows.next(ordinal, cursor)).filter(place => place !== noPlace);
  return Math.min(from, ...after);
}

/** The first change of a row whose arrival may be taken for another one when the row is judged again. */
export function firstMoved(capture: Capture, rows: ReplayedRows, ordinal: number, from: number): number {
  const records = capture.troubles.of(rows, ordinal)?.records ?? [];
  const late = records.filter(({ verdict }) => verdict === 'outOfOrder').map(({ place }) => place);
  return Math.min(recallStart(capture, rows, ordinal, from), ...late);
}

/** Judges anew what was recalled. */
export function judgeAgain(capture: Capture, arrivals: readonly Arrival[]): void {
  for (const arrival of arrivals) judgeByValue(capture, arrival);
}

/** A change that came to a capture that is named by the reference, with the position that named it. */
interface NamedBefore {
  readonly place: number;
  readonly was: number;
  /** The change as it came, when it was as planned. */
  readonly arrival: Arrival;
}

/** What a capture that is named by the reference had of a row. */
export interface RecalledNames {
  readonly named: readonly NamedBefore[];
  /** What had no name yet: it must get none before the others have theirs back. */
  readonly waited: readonly Arrival[];
  /** Reads of a snapshot have no position to be named by. */
  readonly reads: readonly Arrival[];
}

/** Takes back what was named by positions; to be called before the reference takes back its own. */
export function recallNamed(capture: Capture, rows: ReplayedRows, ordinal: number, from: number): RecalledNames {
  const reads = recallReads(capture, rows, ordinal);
  const named: NamedBefore[] = [];
  const { record } = capture.reference!;
  for (let place = from; place !== noPlace; place = rows.next(ordinal, place)) {
    const was = capture.states.state(rows.id, ordinal, place);
    if (was === state.open) continue;
    const positionHash = record!.position(rows.id, ordinal, place);
    named.push({ place, was, arrival: { ...drawnAgain(capture, rows, ordinal, place), positionHash } });
    capture.states.setState(rows.id, ordinal, place, state.open);
  }
  return { named, waited: capture.waiting.take(rows, ordinal), reads };
}

/** Follows the reference to where it has put the positions now, and tries again what waits for it. */
export function nameAgain(capture: Capture, rows: ReplayedRows, ordinal: number, recalled: RecalledNames): void {
  const { states } = capture;
  const { record } = capture.reference!;
  for (const before of recalled.named) {
    const now = placeOfPosition(record!, rows, ordinal, before.arrival.positionHash);
    if (now !== noPlace && rows.isExpected(ordinal, now)) states.setState(rows.id, ordinal, now, before.was);
    else nameLost(capture, rows, ordinal, before);
  }
  let cursor = deletePlace;
  if (rows.history.deletion(ordinal) === undefined) cursor = rows.previous(ordinal, deletePlace);
  while (cursor !== noPlace && states.state(rows.id, ordinal, cursor) === state.open)
    cursor = rows.previous(ordinal, cursor);
  states.setCursor(rows.id, ordinal, cursor);
  for (const read of recalled.reads) judgeRead(capture, read);
  for (const arrival of recalled.waited) capture.waiting.add(arrival);
  judgeWaiting(capture, rows, ordinal);
}

/** The reference has no place for a position at present; it may find one once it knows more outcomes. */
function nameLost(capture: Capture, rows: ReplayedRows, ordinal: number, { place, was, arrival }: NamedBefore): void {
  const { findings, mismatches } = capture;
  if (was === state.coalesced) findings.count('coalesced', rows.table, -1);
  else if (was === state.matched) {
    findings.count('matched', rows.table, -1);
    capture.waiting.add(arrival);
  } else {
    findings.count('mismatched', rows.table, -1);
    const mismatch = mismatches.take(rows, ordinal, arrival.positionHash);
    findings.retract(mismatch?.example);
    if (mismatch !== undefined) capture.waiting.add({ ...mismatch.arrival, formerly: 'mismatched' });
    else {
      findings.count('unexpected', rows.table);
      findings.example('unexpected', () => capture.shared.explain.planned('unexpected', { rows, ordinal, place }));
    }
  }
}

function placeOfPosition(record: ChangeRecord, rows: ReplayedRows, ordinal: number, positionHash: number): number {
  if (positionHash === 0) return noPlace;
  let place = insertPlace;
  while (place !== noPlace && record.position(rows.id, ordinal, place) !== positionHash)
    place = rows.next(ordinal, place);
  return place;
}

/** A matched change as it must have come: equal to the planned one. */
function drawnAgain(capture: Capture, rows: ReplayedRows, ordinal: number, place: number): Arrival {
  const { record, shapes, shared, compare } = capture;
  const { table } = shared.workload.tables[rows.table]!;
  const shape = shapes.latest(table);
  const cells = (at: number): Cell[] => {
    const image = shared.images.at(rows, ordinal, at);
    return shape.columns.map(name => image[table.columns.find(column => column.name === name)?.index ?? -1]);
  };
  const kind = compare.kind(rows.isSeeded(ordinal), place);
  const change: CapturedChange = {
    schema: '',
    table: table.name,
    op: kind,
    columns: shape.columns,
    before: place === insertPlace ? undefined : cells(rows.previousExpected(ordinal, place)),
    after: place === deletePlace ? undefined : cells(place),
    position: undefined,
    committedAtUs: undefined,
    receivedAtUs: 0,
  };
  return {
    change: capture.hasBefore
      ? change
      : { ...change, before: kind === 'delete' ? keyOnly(change.before!, shape) : undefined },
    shape,
    rows,
    ordinal,
    positionHash: record?.position(rows.id, ordinal, place) ?? 0,
    serverHash: record?.serverHash(rows.id, ordinal, place) ?? 0,
    // What came while the source could repeat itself is remembered, not drawn.
    ifRepeated: 'duplicated',
    formerly: 'matched',
  };
}

function keyOnly(cells: readonly Cell[], { key }: TableShape): Cell[] {
  return cells.map((cell, at) => (key.includes(at) ? cell : undefined));
}
