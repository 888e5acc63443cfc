import { powerOfTen } from '../../shared/power-of-ten.ts';
import type { Generator } from './value-context.ts';

/** A whole number, both ends included. */
export function int(from: number, to: number): Generator {
  return ({ draw }) => String(draw.between(from, to));
}

/** A number with exactly `scale` decimals; the bounds are given in units of the last decimal. */
export function decimal(from: number, to: number, scale: number): Generator {
  return ({ draw }) => {
    const units = draw.between(from, to);
    if (scale === 0) return String(units);
    const digits = String(Math.abs(units)).padStart(scale + 1, '0');
    return `${units < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  };
}

/** That many decimal digits, leading zeros included. */
export function digits(count: number): Generator {
  return ({ draw }) => {
    let text = '';
    for (let left = count; left > 0; left -= 6) {
      const width = Math.min(6, left);
      text += String(draw.below(powerOfTen(width))).padStart(width, '0');
    }
    return text;
  };
}

/** `t` for that share (hundredths of a percent), else `f`: how PostgreSQL prints booleans. */
export function bool(share: number): Generator {
  return ({ draw }) => (draw.chance(share) ? 't' : 'f');
}
