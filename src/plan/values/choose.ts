import type { Choices } from '../../model/generator-spec.ts';
import type { Draw } from '../random.ts';

/** One of the values by weight. */
export function choose(choices: Choices, draw: Draw): string | null {
  const { values, upTo, total } = choices;
  if (total === values.length) return values[draw.below(total)]!;
  const point = draw.below(total);
  let index = 0;
  while (upTo[index]! <= point) index++;
  return values[index]!;
}
