import type { Workload } from '../../plan/workload.ts';
import type { Arrival } from './arrival.ts';
import type { CountedKind } from './capture-result.ts';
import type { CapturedChange } from './captured-change.ts';
import type { CaptureSettings } from './capture-settings.ts';
import { CaptureStates, state } from './capture-states.ts';
import { ChangeRecord } from './change-record.ts';
import { ChangeComparison } from './compare-change.ts';
import type { Explanations } from './explain.ts';
import { Findings } from './findings.ts';
import { Lag } from './lag.ts';
import { Mismatches } from './mismatches.ts';
import { Repeats, type RepeatKind } from './repeats.ts';
import type { ReplayedPlan } from './replayed-plan.ts';
import type { ReplayedRows } from './replayed-rows.ts';
import { RowOrder } from './row-order.ts';
import { insertPlace, noPlace } from './row-place.ts';
import { rowName, type RowImages } from './row-images.ts';
import { TableShapes } from './table-shape.ts';
import { Troubles, type Irregular } from './trouble.ts';
import { Waiting } from './waiting.ts';

/** What all captures of a run share. */
export interface Shared {
  readonly workload: Workload;
  readonly plan: ReplayedPlan;
  readonly images: RowImages;
  readonly explain: Explanations;
}

/** All that is known of one capture while a run lasts. */
export class Capture {
  readonly settings: CaptureSettings;
  readonly shared: Shared;
  readonly states = new CaptureStates();
  /** Kept by captures whose positions are asked for later. */
  readonly record: ChangeRecord | undefined;
  readonly compare: ChangeComparison;
  readonly findings: Findings;
  readonly shapes: TableShapes;
  /** Whether the columns that the server fills are compared, or kept for others to compare with. */
  readonly needsServerHash: boolean;
  readonly troubles = new Troubles();
  readonly waiting = new Waiting();
  readonly repeats = new Repeats();
  /** Of what is named by the reference. */
  readonly order = new RowOrder();
  readonly mismatches = new Mismatches();
  readonly lag = new Lag();
  /** The capture whose record of positions names this one's changes; taken away when that is void. */
  reference: Capture | undefined;
  /** Told when a change of a row has been named here. */
  onNamed: ((rows: ReplayedRows, ordinal: number) => void) | undefined;
  /** Changes of modelled tables. */
  changes = 0;
  /** LSN of the last commit that came, of a slot. */
  passedLsn = 0;
  /** Whether a change came before an earlier one of its row: then some may be open behind the highest that came. */
  hasOvertaken = false;
  /** Whether changes come with the whole image before them. */
  hasBefore = false;
  voidReason: string | undefined;

  /** @param hasRecord whether positions and server columns are remembered */
  constructor(settings: CaptureSettings, shared: Shared, reference: Capture | undefined, hasRecord: boolean) {
    this.settings = settings;
    this.shared = shared;
    this.record = hasRecord ? new ChangeRecord() : undefined;
    this.compare = new ChangeComparison(settings, shared.images, reference?.record);
    this.findings = new Findings(shared.workload.tables.length);
    this.shapes = new TableShapes(settings.ignoresColumns);
    this.needsServerHash = this.record !== undefined || reference !== undefined;
    this.reference = settings.positions === 'record' ? reference : undefined;
  }

  /** Where the search for a row's next change starts. */
  cursor({ id }: ReplayedRows, ordinal: number): number {
    return this.states.cursor(id, ordinal);
  }

  /** The row's next change after the highest that came, or `noPlace`; replays the plan up to it. */
  head(rows: ReplayedRows, ordinal: number): number {
    let after = this.cursor(rows, ordinal);
    if (after === noPlace && this.settings.seeded === 'none' && rows.isSeeded(ordinal)) after = insertPlace;
    return this.shared.plan.head(rows, ordinal, after);
  }

  /** Takes an arrival for a planned change that had not come yet. */
  arrived(arrival: Arrival, place: number, as: 'matched' | 'mismatched'): void {
    const { rows, ordinal, change, positionHash, serverHash, formerly } = arrival;
    this.states.setState(rows.id, ordinal, place, state[as]);
    if (place > this.cursor(rows, ordinal)) this.states.setCursor(rows.id, ordinal, place);
    this.findings.count(as, rows.table);
    this.record?.setPosition(rows.id, ordinal, place, positionHash);
    this.record?.setServerHash(rows.id, ordinal, place, serverHash);
    if (this.record !== undefined) this.noteUnchanged(arrival, place);
    if (formerly === undefined && arrival.ifRepeated === undefined) {
      this.cameNew(change);
      // Where that does not end the repeats, the row's next one must still lie behind it: else it comes twice.
      if (this.repeats.isOpen(change.channel)) this.ifRepeated(arrival);
    }
    if (formerly === undefined || formerly === 'held') {
      this.lag.lastMatchUs = Math.max(change.receivedAtUs, this.lag.lastMatchUs ?? 0);
      const isSeedPhase = change.op === 'read' || (place === insertPlace && rows.isSeeded(ordinal));
      if (as === 'matched' && !isSeedPhase) this.lag.record(change);
    }
    this.onNamed?.(rows, ordinal);
  }

  /** What a source repeats has an end, now or in a while: a change has come that it had not sent before. */
  cameNew({ channel, position }: CapturedChange): void {
    this.repeats.close(channel, this.settings.positions === 'record' ? position?.lsn : undefined);
  }

  /**
   * Remembers an arrival that is no new change of the plan, comes late, or may be sent again, and counts it unless it is held
   * or matched: its verdict may still change.
   */
  irregular(arrival: Arrival, verdict: Irregular['verdict'], place: number, reason: string | null = null): void {
    const { rows, ordinal } = arrival;
    const cursor = this.cursor(rows, ordinal);
    if (verdict === 'held') this.takeUpLsn(arrival.change);
    let example: Irregular['example'];
    if (verdict !== 'held' && verdict !== 'matched') {
      this.findings.count(verdict, rows.table);
      if (verdict !== 'redelivered') example = this.example(verdict, arrival, place, reason);
    }
    const ifRepeated = this.ifRepeated(arrival);
    this.troubles.add({ arrival: { ...arrival, ifRepeated }, verdict, cursor, place, example });
  }

  /** What an arrival is if it turns out to have come before; to be asked once an arrival, when it comes. */
  ifRepeated({ ifRepeated, change: { channel, position }, rows, ordinal }: Arrival): RepeatKind {
    if (ifRepeated !== undefined) return ifRepeated;
    if (this.settings.positions !== 'record') return this.repeats.kindAt(undefined);
    return this.repeats.kindOf({ channel, row: rowName(rows, ordinal), lsn: position?.lsn });
  }

  example(
    kind: 'duplicated' | 'unexpected' | 'outOfOrder' | 'mismatched',
    arrival: Arrival,
    place: number,
    reason: string | null = null,
  ): Irregular['example'] {
    const { explain } = this.shared;
    return this.findings.example(kind, () => {
      if (place === noPlace) return explain.unplanned(kind, arrival.change, keyOf(arrival), reason);
      const differences = kind === 'mismatched' ? this.compare.differences(arrival, place) : [];
      return explain.planned(kind, { ...arrival, place }, arrival, differences);
    });
  }

  /** Changes that there have to be, by table. */
  expected(table: number): number {
    const seeded = this.settings.seeded === 'none' ? 0 : this.shared.workload.tables[table]!.volume;
    return seeded + this.shared.plan.expected[table]!;
  }

  total(kind: CountedKind): number {
    return this.findings.total(kind);
  }

  /** An arrival that nothing is equal to yet may be a new one: the source has passed its position all the same. */
  private takeUpLsn({ channel, position }: CapturedChange): void {
    if (this.settings.positions === 'record' && position !== undefined) this.repeats.takeUpLsn(channel, position.lsn);
  }

  private noteUnchanged({ change, shape, rows, ordinal }: Arrival, place: number): void {
    if (change.after === undefined) return;
    for (const [at, column] of shape.modelled.entries()) {
      if (column >= 0 && change.after[at] === undefined) this.record!.addUnchanged(rows.id, ordinal, place, column);
    }
  }
}

/** A change's key as it came, as texts. */
export function keyOf({ change: { after, before }, shape }: Pick<Arrival, 'change' | 'shape'>): string[] {
  const cells = after ?? before;
  return shape.key.map(place => cells?.[place] ?? '');
}
