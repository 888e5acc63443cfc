import type { Draw } from '../../random.ts';

/**
 * One of faker's functions as the plan calls it: compiled from the locale's tables, it makes the text that faker makes from
 * the same random numbers, and takes as many of them. What cannot be compiled is undefined, and what needs it is too.
 */
export type Maker = (draw: Draw) => string;

/** Literal texts and made ones, one after the other. */
export function joined(parts: readonly (string | Maker | undefined)[]): Maker | undefined {
  const known = parts.filter(part => part !== undefined);
  if (known.length < parts.length) return undefined;
  const [only] = known;
  if (known.length === 1 && typeof only === 'function') return only;
  return draw => {
    let text = '';
    for (const part of known) text += typeof part === 'string' ? part : part(draw);
    return text;
  };
}

/** One of the makers, all equally likely (faker: `helpers.arrayElement`, which draws only where there is a choice). */
export function anyOf(makers: readonly (Maker | undefined)[]): Maker | undefined {
  const known = makers.filter(maker => maker !== undefined);
  if (known.length === 0 || known.length < makers.length) return undefined;
  return known.length === 1 ? known[0] : draw => known[draw.below(known.length)]!(draw);
}

/** One of the makers by weight (faker: `helpers.weightedArrayElement`, which draws even where there is no choice). */
export function weighted(choices: readonly { weight: number; value: Maker | undefined }[]): Maker | undefined {
  const makers = choices.map(choice => choice.value).filter(maker => maker !== undefined);
  if (makers.length === 0 || makers.length < choices.length) return undefined;
  let total = 0;
  const upTo = choices.map(({ weight }) => (total += weight));
  return draw => {
    const point = draw.fraction() * total;
    let index = 0;
    while (index < upTo.length - 1 && point >= upTo[index]!) index++;
    return makers[index]!(draw);
  };
}

/** As many as `count` says, with text in between. */
export function repeated(count: (draw: Draw) => number, maker: Maker | undefined, between: string): Maker | undefined {
  if (maker === undefined) return undefined;
  return draw => {
    let text = '';
    for (let left = count(draw); left > 0; left--) text += left === 1 ? maker(draw) : maker(draw) + between;
    return text;
  };
}
