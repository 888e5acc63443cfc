import { combinedDigest, LaneDigest } from './digest.ts';
import { lanesAfter } from './plan.ts';
import type { Lane } from './lane.ts';
import { laneOf, ordinalOf } from './ownership.ts';
import { noEntry } from './row-history.ts';
import { SeedRows } from './seed-rows.ts';
import type { Workload } from './workload.ts';

/** What became of a run, as far as an oracle needs it. */
export interface Outcomes {
  /** Operations sent, for each lane, those of streams before included. */
  readonly operationsPerLane: readonly number[];
  /** Numbers of sent operations that did not commit. */
  readonly notCommitted: ReadonlySet<number>;
}

/** A row that there must be at the end. */
export interface ExpectedRow {
  readonly rowNumber: number;
  /** Canonical texts by column index. */
  readonly values: readonly (string | null)[];
  /** A later transaction than the one that inserted the row changed it. */
  readonly updatedLater: boolean;
}

/** Where a row that there must be is kept. */
interface LivingRow {
  readonly rowNumber: number;
  readonly lane: number;
  readonly ordinal: number;
  /** As the seed phase made it. */
  readonly isUntouched: boolean;
}

/**
 * Says every final row there must be: a pure function of plan and outcomes. It replays the plan itself and never looks at
 * what an executor noted down.
 */
export class Oracle {
  /** SHA-256 of the operations that were sent, planned anew. */
  readonly digest: string;
  private readonly workload: Workload;
  private readonly outcomes: Outcomes;
  private readonly lanes: readonly Lane[];

  constructor(workload: Workload, outcomes: Outcomes) {
    this.workload = workload;
    this.outcomes = outcomes;
    const { model, lanes } = workload.settings;
    const digests = Array.from({ length: lanes }, () => new LaneDigest());
    this.lanes = lanesAfter(workload, outcomes.operationsPerLane, operation => {
      digests[operation.lane]!.add(operation, model);
    });
    this.digest = combinedDigest(digests);
  }

  /** Rows of a table in ascending row number. */
  *rows(table: number): Generator<ExpectedRow> {
    const seedRows = new SeedRows(this.workload, table);
    for (const { rowNumber, lane, ordinal, isUntouched } of this.living(table)) {
      if (isUntouched) yield { rowNumber, values: seedRows.row(rowNumber), updatedLater: false };
      else yield this.row(lane, table, ordinal, rowNumber);
    }
  }

  /** How many those are, without making any value. */
  rowCount(table: number): number {
    let count = 0;
    for (const _ of this.living(table)) count += 1;
    return count;
  }

  private *living(table: number): Generator<LivingRow> {
    const { volume } = this.workload.tables[table]!;
    const { lanes } = this.workload.settings;
    const histories = this.lanes.map(lane => lane.rows.histories[table]!);
    const last = Math.max(0, ...histories.map((history, lane) => (history.rows - 1) * lanes + lane + 1));
    for (let rowNumber = 1; rowNumber <= last; rowNumber++) {
      const lane = laneOf(rowNumber, lanes);
      const history = histories[lane]!;
      const ordinal = ordinalOf(rowNumber, lanes);
      if (ordinal >= history.rows) continue;
      const hasNoEntry = history.last(ordinal) === noEntry && history.deletion(ordinal) === undefined;
      const isUntouched = rowNumber <= volume && hasNoEntry;
      if (isUntouched || this.lives(lane, table, ordinal)) yield { rowNumber, lane, ordinal, isUntouched };
    }
  }

  private row(lane: number, table: number, ordinal: number, rowNumber: number): ExpectedRow {
    const { rows } = this.lanes[lane]!;
    const history = rows.histories[table]!;
    const inserted = history.insertion(ordinal)?.operation;
    const committed: number[] = [];
    for (let entry = history.last(ordinal); entry !== noEntry; entry = history.before(entry)) {
      if (this.committed(lane, history.entry(entry).operation)) committed.push(entry);
    }
    const values = this.workload.tables[table]!.table.columns.map(({ index }) => {
      const setter = committed.find(entry => rows.setBy(table, entry, index) !== undefined);
      return rows.valueAt(table, ordinal, setter ?? noEntry, index);
    });
    const updatedLater = committed.some(entry => history.entry(entry).operation !== inserted);
    return { rowNumber, values, updatedLater };
  }

  private lives(lane: number, table: number, ordinal: number): boolean {
    const history = this.lanes[lane]!.rows.histories[table]!;
    const inserted = history.insertion(ordinal);
    if (inserted !== undefined && !this.committed(lane, inserted.operation)) return false;
    const deletion = history.deletion(ordinal);
    return deletion === undefined || !this.committed(lane, deletion);
  }

  private committed(lane: number, operation: number): boolean {
    return !this.outcomes.notCommitted.has(operation * this.workload.settings.lanes + lane);
  }
}
