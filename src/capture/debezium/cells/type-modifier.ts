/** What a type's modifier says. */
export interface Modifier {
  /** Digits behind the point of a numeric, negative for whole tens; undefined for a numeric of any scale. */
  readonly scale: number | undefined;
  /** Digits of a fraction of a second. */
  readonly precision: number;
}

/**
 * Reads `atttypmod`.
 * Source: PostgreSQL's numeric.c, `make_numeric_typmod` (scale as an 11-bit two's complement since 15), and timestamp.c.
 */
export function modifierOf(type: string, modifier: number): Modifier {
  if (type === 'numeric') {
    return { scale: modifier < 4 ? undefined : (((modifier - 4) & 0x7ff) ^ 0x400) - 0x400, precision: 6 };
  }
  return { scale: undefined, precision: modifier < 0 ? 6 : modifier };
}
