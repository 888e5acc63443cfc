/** 10 to the power of a whole number from 0 to 22, exactly; `**` may differ between engines in the last place. */
export function powerOfTen(exponent: number): number {
  let power = 1;
  for (let left = exponent; left > 0; left--) power *= 10;
  return power;
}
