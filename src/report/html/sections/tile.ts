import { markup, type Content } from '../markup.ts';
import { latencyText, notMeasured } from '../number-text.ts';

/** One number with what it is and what there is to say of it. */
export interface Tile {
  readonly label: string;
  readonly value: Content;
  readonly note: Content;
}

/** A time in a tile. */
export function inMs(value: number | null): Content {
  return value === null ? notMeasured : markup`${latencyText(value)} <small>ms</small>`;
}
