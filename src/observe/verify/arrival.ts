import type { CapturedChange } from './captured-change.ts';
import type { ReplayedRows } from './replayed-rows.ts';
import type { RepeatKind } from './repeats.ts';
import type { TableShape } from './table-shape.ts';
import type { Irregular } from './trouble.ts';

/** A change that arrived for a row that the plan knows. */
export interface Arrival {
  readonly change: CapturedChange;
  readonly shape: TableShape;
  readonly rows: ReplayedRows;
  readonly ordinal: number;
  /** 0 where it has no position. */
  readonly positionHash: number;
  /** 0 where it says nothing of the server's columns. */
  readonly serverHash: number;
  /** What it is if it turns out to have come before, where it had to wait. */
  readonly ifRepeated?: RepeatKind;
  /** A slot had passed its position when it came. */
  readonly isBehind?: boolean;
  /** What it was taken for before, under outcomes that turned out otherwise; undefined when it is new. */
  readonly formerly: Irregular['verdict'] | 'mismatched' | undefined;
}
