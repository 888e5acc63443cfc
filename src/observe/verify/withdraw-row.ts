import type { Arrival } from './arrival.ts';
import type { Capture } from './capture.ts';
import { state } from './capture-states.ts';
import type { CapturedChange, Cell } from './captured-change.ts';
import type { ChangeRecord } from './change-record.ts';
import { judgeByValue } from './judge-by-value.ts';
import { judgeWaiting } from './judge-by-position.ts';
import type { ReplayedRows } from './replayed-rows.ts';
import { deletePlace, insertPlace, noPlace } from './row-place.ts';
import type { TableShape } from './table-shape.ts';

/**
 * An outcome may be known only after changes of the row arrived, and some may have been taken for a change that never was.
 * Takes back what arrived for the row from a change on, in the order of arrival. To be called while the plan still counts on
 * the operation: what was matched is drawn again and not stored.
 */
export function recall(capture: Capture, rows: ReplayedRows, ordinal: number, from: number): Arrival[] {
  const { states, findings, troubles } = capture;
  const trouble = troubles.of(rows, ordinal);
  const first = recallStart(capture, rows, ordinal, from);
  const records = trouble === undefined ? [] : troubles.take(trouble);
  const found: { arrival: Arrival; after: number }[] = [];
  const late = new Set<number>();
  for (const record of records) {
    const { verdict, arrival, cursor, place, example } = record;
    if (verdict === 'outOfOrder') late.add(place);
    if (verdict === 'outOfOrder' && place < first) {
      findings.count('matched', rows.table, -1);
      states.setState(rows.id, ordinal, place, state.open);
      capture.record?.setPosition(rows.id, ordinal, place, 0);
    }
    if (verdict !== 'held') findings.count(verdict, rows.table, -1);
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
      if (!late.has(place)) inOrder.push({ arrival: drawnAgain(capture, rows, ordinal, place), after: place });
    }
    states.setState(rows.id, ordinal, place, state.open);
    capture.record?.setPosition(rows.id, ordinal, place, 0);
  }
  let cursor = capture.cursor(rows, ordinal);
  while (cursor !== noPlace && states.state(rows.id, ordinal, cursor) === state.open) {
    cursor = rows.previous(ordinal, cursor);
  }
  states.setCursor(rows.id, ordinal, cursor);
  return [...inOrder, ...found].sort((a, b) => a.after - b.after).map(({ arrival }) => arrival);
}

/** The first change of a row that is judged again: whatever came after an irregular arrival could have been that one's. */
export function recallStart({ troubles }: Capture, rows: ReplayedRows, ordinal: number, from: number): number {
  const records = troubles.of(rows, ordinal)?.records ?? [];
  const after = records.map(({ cursor }) => rows.next(ordinal, cursor)).filter(place => place !== noPlace);
  return Math.min(from, ...after);
}

/** Judges anew what was recalled. */
export function judgeAgain(capture: Capture, arrivals: readonly Arrival[]): void {
  for (const arrival of arrivals) judgeByValue(capture, arrival);
}

/** What a capture that is named by the reference had of a row, with the positions that named it. */
export interface NamedBefore {
  readonly place: number;
  readonly was: number;
  /** The change as it came, when it was as planned. */
  readonly arrival: Arrival;
}

/** Takes back what was named by positions; to be called before the reference takes back its own. */
export function recallNamed(capture: Capture, rows: ReplayedRows, ordinal: number, from: number): NamedBefore[] {
  const named: NamedBefore[] = [];
  const { record } = capture.reference!;
  for (let place = from; place !== noPlace; place = rows.next(ordinal, place)) {
    const was = capture.states.state(rows.id, ordinal, place);
    if (was === state.open) continue;
    const positionHash = record!.position(rows.id, ordinal, place);
    named.push({ place, was, arrival: { ...drawnAgain(capture, rows, ordinal, place), positionHash } });
    capture.states.setState(rows.id, ordinal, place, state.open);
  }
  return named;
}

/** Follows the reference to where it has put the positions now, and tries again what waits for it. */
export function nameAgain(capture: Capture, rows: ReplayedRows, ordinal: number, named: readonly NamedBefore[]): void {
  const { states, findings } = capture;
  const { record } = capture.reference!;
  const waited = capture.waiting.take(rows, ordinal);
  for (const { place, arrival, was } of named) {
    const { positionHash } = arrival;
    const now = placeOfPosition(record!, rows, ordinal, positionHash);
    if (now !== noPlace && rows.isExpected(ordinal, now)) {
      states.setState(rows.id, ordinal, now, was);
      continue;
    }
    const kind = was === state.matched ? 'matched' : was === state.mismatched ? 'mismatched' : 'coalesced';
    findings.count(kind, rows.table, -1);
    if (kind === 'coalesced') continue;
    if (kind === 'matched') {
      // The reference may find a place for it once it knows more outcomes.
      capture.waiting.add(arrival);
      continue;
    }
    findings.count('unexpected', rows.table);
    findings.example('unexpected', () => capture.shared.explain.planned('unexpected', { rows, ordinal, place }));
  }
  let cursor = deletePlace;
  if (rows.history.deletion(ordinal) === undefined) cursor = rows.previous(ordinal, deletePlace);
  while (cursor !== noPlace && states.state(rows.id, ordinal, cursor) === state.open)
    cursor = rows.previous(ordinal, cursor);
  states.setCursor(rows.id, ordinal, cursor);
  for (const arrival of waited) capture.waiting.add(arrival);
  judgeWaiting(capture, rows, ordinal);
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
    formerly: 'matched',
  };
}

function keyOnly(cells: readonly Cell[], { key }: TableShape): Cell[] {
  return cells.map((cell, at) => (key.includes(at) ? cell : undefined));
}
