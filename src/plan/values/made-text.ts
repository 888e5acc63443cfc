import type { TextPart } from '../../model/generator-spec.ts';
import type { Generator, ValueContext } from './value-context.ts';

/** Calls a faker function by its dotted name; every random number it takes comes from the draw. */
export type FakerCall = (draw: ValueContext['draw'], call: string, args: readonly unknown[]) => string;

/** Literal text and faker's answers joined, cut after `max` characters. */
export function madeText(parts: readonly TextPart[], max: number | undefined, faker: FakerCall): Generator {
  return ({ draw }) => {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : faker(draw, part.call, part.arguments);
    return max !== undefined && text.length > max ? cut(text, max) : text;
  };
}

/** By code points, as PostgreSQL counts characters; a half surrogate pair would be no text at all. */
function cut(text: string, max: number): string {
  return Array.from(text).slice(0, max).join('');
}
