import type { Draw } from '../../random.ts';
import { anyOf, joined, type Maker } from './maker.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const digit: Maker = draw => String(draw.below(10));
const digitFromOne: Maker = draw => String(draw.below(9) + 1);
const digitFromTwo: Maker = draw => String(draw.below(8) + 2);
const letter: Maker = draw => letters[draw.below(26)]!;
const either: Maker = draw => (draw.fraction() < 0.5 ? letter(draw) : digit(draw));

/** A text in which signs stand for drawn characters; one of several, where there are more. */
function filled(texts: readonly string[] | undefined, signs: Readonly<Record<string, Maker>>): Maker | undefined {
  return texts === undefined ? undefined : anyOf(texts.map(text => joined(merged(text, signs))));
}

/** Signs apart, the characters between them together. */
function merged(text: string, signs: Readonly<Record<string, Maker>>): (string | Maker)[] {
  const parts: (string | Maker)[] = [];
  for (const character of text) {
    const sign = signs[character];
    const last = parts.at(-1);
    if (sign !== undefined) parts.push(sign);
    else if (typeof last === 'string') parts[parts.length - 1] = last + character;
    else parts.push(character);
  }
  return parts;
}

/** `(##) !####-####`: any digit, and one of 2 to 9 (faker: `phone.number`). */
export function phoneNumber(formats: readonly string[] | undefined): Maker | undefined {
  return filled(formats, { '#': digit, '!': digitFromTwo });
}

/** `##?-*`: digit, letter, either (faker: `helpers.replaceSymbols`). */
export function symbols(formats: readonly string[] | undefined): Maker | undefined {
  return filled(formats, { '#': digit, '?': letter, '*': either });
}

/** `Apt. ###`: numbers of that many digits, the first one not 0 (faker: `string.numeric` without leading zeros). */
export function numbered(formats: readonly string[] | undefined): Maker | undefined {
  const withFirst = formats?.map(text => text.replaceAll(/#+/g, run => `^${run.slice(1)}`));
  // The sign for a first digit must not be in the text already.
  if (formats?.some(text => text.includes('^'))) return undefined;
  return filled(withFirst, { '^': digitFromOne, '#': digit });
}

/** A whole number of a range, both ends included (faker: `helpers.rangeToNumber`). */
export function countBetween(min: number, max: number): (draw: Draw) => number {
  return draw => min + draw.below(max - min + 1);
}
