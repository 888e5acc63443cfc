import type { Condition, Step } from '../model/model.ts';
import { CandidateSet, type Candidates } from './candidates.ts';
import type { LaneRows } from './lane-rows.ts';
import { LiveChildren } from './live-children.ts';
import type { RowHistory } from './row-history.ts';
import type { Workload } from './workload.ts';

interface WatchedSet {
  readonly set: CandidateSet;
  readonly where: readonly Condition[];
  /** Rows that others refer to do not qualify: the set of a delete. */
  readonly childless: boolean;
}

/** Which of a lane's rows each event may take, kept up to date as operations are planned. Each set is built on first use. */
export class LaneCandidates {
  private readonly sets = new Map<string, Candidates>();
  /** By step id, so that a step finds its rows without spelling out its condition. */
  private readonly byStep: Candidates[] = [];
  private readonly byTable: WatchedSet[][];
  private readonly children: LiveChildren;
  private readonly workload: Workload;
  private readonly rows: LaneRows;

  constructor(workload: Workload, rows: LaneRows) {
    this.workload = workload;
    this.rows = rows;
    this.byTable = workload.tables.map(() => []);
    this.children = new LiveChildren(workload, rows);
  }

  /** Rows that the step may take now. */
  of(step: Step): Candidates {
    return (this.byStep[step.id] ??= this.rowsWhere(step.table, step.where, step.kind === 'delete'));
  }

  /** Rows of a table that live now. */
  live(table: number): Candidates {
    return this.rowsWhere(table, [], false);
  }

  /** Whether no live row refers to the row. */
  isChildless(table: number, ordinal: number): boolean {
    return this.children.count(table, ordinal) === 0;
  }

  private rowsWhere(table: number, where: readonly Condition[], childless: boolean): Candidates {
    const name = JSON.stringify([table, where, childless]);
    let candidates = this.sets.get(name);
    if (candidates === undefined) {
      const isEveryRow = where.length === 0 && !this.workload.tables[table]!.table.deletable;
      candidates = isEveryRow
        ? new EveryRow(this.rows.histories[table]!)
        : this.watch(table, { set: new CandidateSet(), where, childless });
      this.sets.set(name, candidates);
    }
    return candidates;
  }

  private watch(table: number, watched: WatchedSet): CandidateSet {
    const { rows } = this.rows.histories[table]!;
    for (let ordinal = 0; ordinal < rows; ordinal++) watched.set.put(ordinal, this.qualifies(watched, table, ordinal));
    this.byTable[table]!.push(watched);
    return watched.set;
  }

  /** A row was inserted, changed or deleted: every set of its table looks at it again. */
  changed(table: number, ordinal: number): void {
    for (const watched of this.byTable[table]!) watched.set.put(ordinal, this.qualifies(watched, table, ordinal));
  }

  /** A live row refers to other parents than before; null where there was or is none. */
  referenceChanged(parent: number, before: string | null, now: string | null): void {
    if (before === now || !this.workload.tables[parent]!.table.deletable) return;
    const lost = before === null ? undefined : this.children.add(parent, before, -1);
    const gained = now === null ? undefined : this.children.add(parent, now, 1);
    if (lost !== undefined) this.changed(parent, lost);
    if (gained !== undefined) this.changed(parent, gained);
  }

  private qualifies(watched: WatchedSet, table: number, ordinal: number): boolean {
    if (this.rows.histories[table]!.deletion(ordinal) !== undefined) return false;
    for (const { column, values } of watched.where) {
      if (!values.includes(this.rows.value(table, ordinal, column))) return false;
    }
    return !watched.childless || this.isChildless(table, ordinal);
  }
}

/** Rows of a table from which nothing is ever deleted. */
class EveryRow implements Candidates {
  private readonly history: RowHistory;

  constructor(history: RowHistory) {
    this.history = history;
  }

  get size(): number {
    return this.history.rows;
  }

  at(place: number): number {
    return place;
  }
}
