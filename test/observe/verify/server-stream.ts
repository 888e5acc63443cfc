import type { CapturedChange, Cell } from '../../../src/observe/verify/captured-change.ts';
import type { Operation } from '../../../src/plan/operation.ts';
import { planOperations } from '../../../src/plan/plan.ts';
import type { Workload } from '../../../src/plan/workload.ts';
import { Replay } from '../../plan/replay.ts';

/** A change as a server would emit it, with what the tests want to know of it. */
export interface Emitted {
  readonly change: CapturedChange;
  /** Global number; undefined for the seed phase. */
  readonly operation: number | undefined;
  readonly table: number;
  readonly rowNumber: number;
  /** Kind and values in one text: equal texts of one row cannot be told apart without positions. */
  readonly image: string;
}

export interface StreamShape {
  /** Before images as under REPLICA IDENTITY FULL. */
  readonly full: boolean;
  /** Drawn for transactions that overlap: up to three commits of others come between a change's record and its own commit. */
  readonly overlap?: Chance;
}

/** Numbers drawn for a test: below n. */
export type Chance = (n: number) => number;

/** Small generator of the tests' own, so that nothing of the plan's draws is used. */
export function chanceOf(seed: number): Chance {
  let at = seed | 0;
  return n => {
    at = (Math.imul(at, 1_103_515_245) + 12_345) | 0;
    return ((at >>> 8) * 2 ** -24 * n) | 0;
  };
}

export const startLsn = 1_000_000_000_000;
export const startUs = 1_700_000_000_000_000;

/** Commits in an order that keeps each lane's: each time some lane's next operation. */
export function commitOrder(workload: Workload, chance: Chance): Operation[] {
  const { lanes } = workload.settings;
  const queues: Operation[][] = Array.from({ length: lanes }, () => []);
  for (const operation of planOperations(workload)) queues[operation.lane]!.push(operation);
  const order: Operation[] = [];
  for (let left = queues.reduce((sum, queue) => sum + queue.length, 0); left > 0; left--) {
    let lane = chance(lanes);
    while (queues[lane]!.length === 0) lane = (lane + 1) % lanes;
    order.push(queues[lane]!.shift()!);
  }
  return order;
}

/**
 * What a server emits for a workload: the plain replay of the tests, row by row, with nothing of histories. Operations in
 * `notCommitted` and those that expect a rejection have no effect; a statement on an absent row has none either.
 */
export class Server {
  readonly emitted: Emitted[] = [];
  private readonly replay: Replay;
  private readonly workload: Workload;
  private readonly shape: StreamShape;
  private readonly columns: readonly (readonly string[])[];
  private lsn = startLsn + 1_000;
  private xid = 4_294_967_000;
  private us = startUs + 1_000;
  private commitLsn = 0;
  /** By row, of its last change. */
  private readonly recordLsn = new Map<string, number>();
  private readonly taken = new Set<number>();

  constructor(workload: Workload, shape: StreamShape) {
    this.workload = workload;
    this.shape = shape;
    this.replay = Replay.of(workload);
    this.columns = workload.tables.map(({ table }) => [
      ...table.columns.map(({ name }) => name),
      ...table.serverColumns,
    ]);
  }

  seed(): void {
    for (const table of this.workload.settings.model.seedOrder) {
      this.begin();
      const lsn = this.lsn;
      let ordinal = 0;
      for (const [rowNumber, { values }] of this.replay.tables[table]!) {
        // Rows of one COPY share a record.
        this.emit(table, rowNumber, 'insert', undefined, values, lsn, ordinal++, undefined);
      }
    }
  }

  commit(operation: Operation): void {
    this.begin();
    let ordinal = 0;
    let lsn = 0;
    for (const change of operation.changes) {
      const { table, kind } = change.step;
      const before = this.replay.tables[table]!.get(change.rowNumber)?.values.slice();
      this.replay.change(change, operation.number);
      const after = this.replay.tables[table]!.get(change.rowNumber)?.values;
      if (before === undefined && kind !== 'insert') continue;
      this.lsn += 64;
      lsn = this.recordOf(`${table} ${change.rowNumber}`, lsn);
      this.emit(table, change.rowNumber, kind, before, after, lsn, ordinal++, operation.number);
    }
  }

  /** LSN of a row's next record: behind those before it of the row and of its transaction, maybe before others' commits; even. */
  private recordOf(row: string, former: number): number {
    const early = this.lsn - (this.shape.overlap?.(4) ?? 0) * 1_000;
    let lsn = Math.max(early, former + 2, (this.recordLsn.get(row) ?? 0) + 2);
    while (this.taken.has(lsn)) lsn += 2;
    this.taken.add(lsn);
    return lsn;
  }

  private begin(): void {
    this.lsn += 1_000;
    this.xid = (this.xid + 1) >>> 0;
    this.us += 10;
    this.commitLsn = this.lsn + 900;
  }

  private emit(
    table: number,
    rowNumber: number,
    op: 'insert' | 'update' | 'delete',
    before: readonly (string | null)[] | undefined,
    after: readonly (string | null)[] | undefined,
    lsn: number,
    ordinal: number,
    operation: number | undefined,
  ): void {
    this.recordLsn.set(`${table} ${rowNumber}`, lsn);
    const { table: model } = this.workload.tables[table]!;
    const server = model.serverColumns.map(name => (name.startsWith('created') ? 'created' : `at ${this.us}`));
    const whole = (values: readonly Cell[]): Cell[] => [...values, ...server];
    const keyOnly = (values: readonly Cell[]): Cell[] =>
      whole(values).map((cell, column) => (model.key.columns.includes(column) ? cell : undefined));
    const change: CapturedChange = {
      schema: 'public',
      table: model.name,
      op,
      columns: this.columns[table]!,
      before:
        op === 'insert' ? undefined : this.shape.full ? whole(before!) : op === 'delete' ? keyOnly(before!) : undefined,
      after: op === 'delete' ? undefined : whole(after!),
      position: { xid: this.xid, lsn, commitLsn: this.commitLsn, ordinal },
      committedAtUs: this.us,
      receivedAtUs: this.us + 700,
    };
    const image = JSON.stringify([op, op === 'delete' ? null : after]);
    this.emitted.push({ change, operation, table, rowNumber, image });
  }
}
