import { growableUint8 } from '../../plan/growable.ts';
import { Lane } from '../../plan/lane.ts';
import type { Operation } from '../../plan/operation.ts';
import type { Workload } from '../../plan/workload.ts';
import { ReplayedRows } from './replayed-rows.ts';

/** One lane, planned anew beside the run, and which of its operations are known not to have committed. */
export class ReplayedLane {
  readonly index: number;
  readonly lane: Lane;
  readonly tables: readonly ReplayedRows[];
  /** Operations replayed so far. */
  replayed = 0;
  /** Spares the look at outcomes as long as all is well. */
  hasWithdrawn = false;
  /** A bit an operation. */
  private readonly withdrawn = growableUint8();
  private readonly reasons = new Map<number, string>();

  constructor(workload: Workload, index: number) {
    this.index = index;
    this.lane = new Lane(workload, index);
    const isWithdrawn = (operation: number): boolean => this.isWithdrawn(operation);
    this.tables = workload.tables.map(({ table }) => {
      const id = index * workload.tables.length + table.index;
      return new ReplayedRows(id, this, table.index, this.lane.rows.histories[table.index]!, isWithdrawn);
    });
  }

  /** The lane's next operation; undefined where a finite plan is at its end. */
  step(): Operation | undefined {
    const operation = this.lane.next();
    if (operation !== undefined) this.replayed += 1;
    return operation;
  }

  isWithdrawn(operation: number): boolean {
    const byte = operation >>> 3;
    return byte < this.withdrawn.length && (this.withdrawn.at(byte) & (1 << (operation & 7))) !== 0;
  }

  withdraw(operation: number, reason: string): void {
    const byte = operation >>> 3;
    while (this.withdrawn.length <= byte) this.withdrawn.push(0);
    this.withdrawn.set(byte, this.withdrawn.at(byte) | (1 << (operation & 7)));
    this.reasons.set(operation, reason);
    this.hasWithdrawn = true;
  }

  reason(operation: number): string | undefined {
    return this.reasons.get(operation);
  }
}
