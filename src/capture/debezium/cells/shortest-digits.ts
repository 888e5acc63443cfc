/** A number as 0.d1d2... times a power of ten: `digits` without trailing zeros, `exponent` that of the first digit. */
export interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

/**
 * The fewest digits that lie between the middles to a number's neighbours, of those the nearest to it. PostgreSQL takes no
 * middle itself, JavaScript does where reading it would round to the number: 1e23 is 9.999999999999999e22 there.
 * Source: PostgreSQL's d2s.c and f2s.c (`acceptBounds` is false).
 * @param number finite and above 0
 */
export function shortestDigits(number: number, type: 'float4' | 'float8'): Digits {
  return type === 'float4' ? shortestFloat4(number) : shortestFloat8(number);
}

function shortestFloat4(number: number): Digits {
  const [below, above] = float4Neighbours(number);
  const middles = new Set([(number + below) / 2, (number + above) / 2]);
  for (let places = 0; places < 8; places++) {
    const text = number.toExponential(places);
    const [, power = '0'] = text.split('e');
    const nearest = Number(text.replace(/e.*$|\./g, '')) - (isRoundedUpToOdd(number, places, text) ? 1 : 0);
    // At a power of two the lower neighbour is nearer than the upper: digits that are not the nearest may fit alone.
    for (const unscaled of [nearest, nearest + 1, nearest - 1]) {
      const read = Number(`${unscaled}e${Number(power) - places}`);
      if (Math.fround(read) === number && !middles.has(read)) return digitsOf(read.toExponential());
    }
  }
  return digitsOf(number.toExponential(8));
}

/** JavaScript rounds a half up, PostgreSQL to the even digit. */
function isRoundedUpToOdd(number: number, places: number, text: string): boolean {
  const more = number.toExponential(places + 1);
  return Number(more) === number && /5e/.test(more) && /[13579]e/.test(text);
}

function shortestFloat8(number: number): Digits {
  const shortest = number.toExponential();
  // A middle has 54 significant bits; as a fraction it would have more than the 17 digits that are ever needed.
  if (number < Number.MAX_SAFE_INTEGER || !isMiddle(shortest, number)) return digitsOf(shortest);
  for (let places = shortest.replace(/e.*$|\./g, '').length; places < 17; places++) {
    const text = number.toExponential(places);
    if (Number(text) === number && !isMiddle(text, number)) return digitsOf(text);
  }
  return digitsOf(number.toExponential(16));
}

/** Whether a whole number's text is exactly between it and a neighbour. */
function isMiddle(text: string, number: number): boolean {
  const { digits, exponent } = digitsOf(text);
  const zeros = exponent + 1 - digits.length;
  if (zeros < 0) return false;
  const twice = BigInt(digits) * 10n ** BigInt(zeros) * 2n;
  const near = float8Neighbours(number).filter(neighbour => Number.isFinite(neighbour));
  return near.some(neighbour => BigInt(neighbour) + BigInt(number) === twice);
}

function digitsOf(exponential: string): Digits {
  const [mantissa = '', power = '0'] = exponential.split('e');
  return { digits: mantissa.replace('.', '').replace(/(?<=.)0+$/, ''), exponent: Number(power) };
}

function float4Neighbours(number: number): [number, number] {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, number);
  const bits = view.getUint32(0);
  return [bits - 1, bits + 1].map(near => {
    view.setUint32(0, near);
    return view.getFloat32(0);
  }) as [number, number];
}

function float8Neighbours(number: number): number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number);
  const bits = view.getBigUint64(0);
  return [bits - 1n, bits + 1n].map(near => {
    view.setBigUint64(0, near);
    return view.getFloat64(0);
  });
}
