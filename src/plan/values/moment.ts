import { dateText, secondsOf, secondsPerDay, timestampText } from '../../shared/calendar.ts';
import type { Generator } from './value-context.ts';

/** A date between two offsets (seconds) from "now", both days included. */
export function dateBetween(from: number, to: number): Generator {
  return ({ draw, nowSeconds }) => {
    const first = Math.floor((nowSeconds + from) / secondsPerDay);
    return dateText(draw.between(first, Math.floor((nowSeconds + to) / secondsPerDay)));
  };
}

/** A time in whole seconds between two offsets from "now", both included. */
export function timestampBetween(from: number, to: number): Generator {
  return ({ draw, nowSeconds }) => timestampText(nowSeconds + draw.between(from, to));
}

/** A time that is later than another column's by `from` to `to` seconds; NULL where that one is. */
export function after(column: number, from: number, to: number): Generator {
  return context => {
    const base = context.valueOf(column);
    return base === null ? null : timestampText(secondsOf(base) + context.draw.between(from, to));
  };
}

/** "Now" itself. */
export function now(dateOnly: boolean): Generator {
  return ({ nowSeconds }) => (dateOnly ? dateText(Math.floor(nowSeconds / secondsPerDay)) : timestampText(nowSeconds));
}
