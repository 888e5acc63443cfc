import type { Workload } from '../../plan/workload.ts';
import { Capture, type Shared } from './capture.ts';
import type { CaptureResult } from './capture-result.ts';
import type { CaptureSettings } from './capture-settings.ts';
import type { CapturedChange } from './captured-change.ts';
import type { CommitPosition } from './commit-position.ts';
import type { DrainCounts, DrainState } from './drain.ts';
import { Explanations } from './explain.ts';
import { finishCapture } from './finish-capture.ts';
import { countIndistinguishable } from './indistinguishable.ts';
import { judge, judgeWaiting } from './judge-by-position.ts';
import type { ClockOffset } from './lag.ts';
import { ReplayedPlan } from './replayed-plan.ts';
import type { ReplayedRows } from './replayed-rows.ts';
import { resultOf } from './result.ts';
import { RowImages, rowName, type Canonical } from './row-images.ts';
import { rowOfKey } from './row-keys.ts';
import { takeChange, type KnownTables, type RunStart } from './take-change.ts';
import { firstMoved, judgeAgain, nameAgain, recall, recallNamed } from './withdraw-row.ts';

export interface VerifierOptions {
  readonly workload: Workload;
  /** Schema of the model's tables. */
  readonly schema: string;
  /** Operations of a lane that were sent, raised before they are. */
  readonly sentOf: (lane: number) => number;
  readonly canonical: Canonical;
  /** Rows of which images are kept; changes nothing but speed. */
  readonly rowsKept?: number;
  readonly captures: readonly CaptureSettings[];
  /** By capture. */
  readonly start: (capture: CaptureSettings) => RunStart;
}

/** Everything that a capture tells the verifier. */
export interface CaptureIntake {
  change(change: CapturedChange): void;
  /** Something came that no change could be read from. */
  undecodable(): void;
  /** A change of a table outside the model. */
  foreign(): void;
  /** The capture has its source back and may see again what it saw, up to that position where there are such. */
  reconnected(upTo?: CommitPosition): void;
  /** The connector has ended and is started again, until `restarted`. */
  restarting(): void;
  restarted(): void;
  /** What the capture says is worth nothing from now on, such as after the loss of its slot. */
  void(reason: string): void;
  clock(offset: ClockOffset): void;
}

const rowsKeptDefault = 4_096;

/**
 * Holds what captures saw against what the plan says must have been written (design §6). Synchronous and without a clock: it
 * sees nothing but the plan, how much of it was sent, what of that did not commit, and the captured changes.
 */
export class Verifier {
  private readonly options: VerifierOptions;
  private readonly shared: Shared;
  private readonly tables: KnownTables;
  private readonly captures: readonly Capture[];
  private isFinished = false;

  constructor(options: VerifierOptions) {
    const { workload, schema, canonical, rowsKept = rowsKeptDefault, captures } = options;
    this.options = options;
    const images = new RowImages(workload, canonical, rowsKept);
    const plan = new ReplayedPlan(workload, options.sentOf, (...planned) => images.planned(...planned));
    this.shared = { workload, plan, images, explain: new Explanations(workload, images) };
    this.tables = {
      schema,
      byName: new Map(workload.tables.map(({ table }) => [table.name, table.index])),
      rowOfKey: workload.tables.map(table => rowOfKey(workload, table)),
    };
    this.captures = this.makeCaptures(captures);
  }

  /** Bytes of the typed arrays: what grows with the length of a run. */
  get bytes(): { plan: number; captures: Record<string, number>; positions: Record<string, number> } {
    const { lanes } = this.shared.plan;
    const rows = lanes.flatMap(({ tables }) => tables);
    return {
      plan: rows.reduce((sum, each) => sum + each.bytes + each.history.bytes, 0),
      captures: Object.fromEntries(this.captures.map(({ settings, states }) => [settings.name, states.bytes])),
      positions: Object.fromEntries(
        this.captures.map(({ settings, record, order }) => [settings.name, (record?.bytes ?? 0) + order.bytes]),
      ),
    };
  }

  intake(name: string): CaptureIntake {
    const capture = this.capture(name);
    const start = this.options.start(capture.settings);
    return {
      change: change => takeChange(capture, change, this.tables, start),
      undecodable: () => (capture.findings.undecodable += 1),
      foreign: () => (capture.findings.foreign += 1),
      reconnected: upTo => capture.repeats.reconnected(upTo),
      restarting: () => capture.repeats.restarting(),
      restarted: () => capture.repeats.restarted(),
      void: reason => this.void(capture, reason),
      clock: offset => (capture.lag.clock = offset),
    };
  }

  /** The stream begins now, on the clock of arrivals: lag over time counts from here. */
  streamBegins(atUs: number): void {
    for (const { lag } of this.captures) lag.startUs = atUs;
  }

  /**
   * An operation that was sent did not commit; may be told after changes of later ones were seen, and twice.
   * @param number of the operation among all
   * @param reason SQLSTATE of the rejection, or how it was settled
   */
  notCommitted(number: number, reason: string): void {
    const { plan, images } = this.shared;
    plan.reach(number);
    const rowsSeen = new Set<number>();
    const again: (() => void)[] = [];
    plan.withdraw(number, reason, ({ rows, ordinal, place }) => {
      const name = rowName(rows, ordinal);
      if (rowsSeen.has(name)) return;
      rowsSeen.add(name);
      again.push(() => images.forget(rows, ordinal), ...this.recallRow(rows, ordinal, place));
    });
    for (const act of again) act();
  }

  /** Planned changes that have come to a capture for the first time. */
  arrived(name: string): number {
    const capture = this.capture(name);
    return capture.total('matched') + capture.total('mismatched') + capture.total('coalesced');
  }

  /**
   * Replays what was sent, so that counts are of that; but no more than so many operations at a time.
   * @returns whether nothing is left
   */
  catchUp(operations: number): boolean {
    return this.shared.plan.catchUpAll(operations);
  }

  /** What a capture has seen of what is replayed. */
  counts(name: string): DrainCounts {
    const capture = this.capture(name);
    const expected = this.shared.workload.tables.reduce((sum, { table }) => sum + capture.expected(table.index), 0);
    return { expected, arrived: this.arrived(name), changes: capture.changes };
  }

  /** Whether nothing can be said of a capture any more. */
  isVoid(name: string): boolean {
    return this.capture(name).voidReason !== undefined;
  }

  /**
   * Judges what was held and sums up. Nothing can be told to the verifier afterwards.
   * @param drained how each capture's drain ended, and when it began on the clock of arrivals
   */
  finish(drained: (capture: string) => { state: DrainState; beganUs: number }): Record<string, CaptureResult> {
    if (!this.isFinished) {
      for (const capture of this.captures) finishCapture(capture);
      for (const capture of this.captures) if (capture.settings.positions === 'none') countIndistinguishable(capture);
    }
    this.isFinished = true;
    const reference = this.captures.find(({ settings }) => settings.isReference);
    return Object.fromEntries(
      this.captures.map(capture => [
        capture.settings.name,
        resultOf(capture, reference, drained(capture.settings.name)),
      ]),
    );
  }

  /** The reference stands first, so that it is always asked first. */
  private makeCaptures(settings: readonly CaptureSettings[]): Capture[] {
    const ordered = [...settings].sort((a, b) => Number(b.isReference) - Number(a.isReference));
    const made: Capture[] = [];
    for (const each of ordered) {
      const reference = made[0]?.settings.isReference === true ? made[0] : undefined;
      const isAsked = each.isReference ? ordered.length > 1 : reference === undefined && each.positions === 'record';
      made.push(new Capture(each, this.shared, reference, isAsked));
    }
    const named = made.filter(({ reference }) => reference !== undefined);
    if (named.length > 0) {
      made[0]!.onNamed = (rows, ordinal) => {
        for (const capture of named) if (capture.reference !== undefined) judgeWaiting(capture, rows, ordinal);
      };
    }
    return made;
  }

  /** Takes a row back in every capture; what is returned judges it again. */
  private recallRow(rows: ReplayedRows, ordinal: number, from: number): (() => void)[] {
    const named = this.captures.filter(({ reference }) => reference !== undefined);
    const before = named.map(capture =>
      recallNamed(capture, rows, ordinal, firstMoved(capture.reference!, rows, ordinal, from)),
    );
    const byValue = this.captures.filter(({ reference }) => reference === undefined);
    return [
      ...byValue.map(capture => {
        const arrivals = recall(capture, rows, ordinal, from);
        return () => judgeAgain(capture, arrivals);
      }),
      ...named.map((capture, place) => () => nameAgain(capture, rows, ordinal, before[place]!)),
    ];
  }

  /** Captures that were named by it are named by their values from now on. */
  private void(capture: Capture, reason: string): void {
    capture.voidReason ??= reason;
    for (const other of this.captures) {
      if (other.reference !== capture) continue;
      other.reference = undefined;
      for (const arrival of other.waiting.takeAll()) judge(other, arrival);
    }
  }

  private capture(name: string): Capture {
    const capture = this.captures.find(({ settings }) => settings.name === name);
    if (capture === undefined) throw new Error(`there is no capture ${name}`);
    return capture;
  }
}
