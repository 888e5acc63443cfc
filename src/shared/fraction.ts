/** A positive fraction of whole numbers, in lowest terms. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** Greatest common divisor (Euclid). */
export function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

export function fraction(numerator: number, denominator: number): Fraction {
  const divisor = gcd(numerator, denominator) || 1;
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** floor(count * fraction) without losing a digit, as long as the result itself is a safe integer. */
export function scaleDown(count: number, by: Fraction): number {
  const whole = Math.floor(count / by.denominator);
  const rest = count % by.denominator;
  const product = rest * by.numerator;
  const part = Number.isSafeInteger(product)
    ? Math.floor(product / by.denominator)
    : Number((BigInt(rest) * BigInt(by.numerator)) / BigInt(by.denominator));
  return whole * by.numerator + part;
}
