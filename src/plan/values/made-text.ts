import type { TextPart } from '../../model/generator-spec.ts';
import type { FakerCalls } from './faker-calls.ts';
import type { Generator } from './value-context.ts';

/** Literal text and faker's answers joined, cut after `max` characters. */
export function madeText(parts: readonly TextPart[], max: number | undefined, faker: FakerCalls): Generator {
  const makers = parts.map(part => (typeof part === 'string' ? part : faker(part.call, part.arguments)));
  return ({ draw }) => {
    let text = '';
    for (const maker of makers) text += typeof maker === 'string' ? maker : maker(draw);
    return max !== undefined && text.length > max ? cut(text, max) : text;
  };
}

/** By code points, as PostgreSQL counts characters; a half surrogate pair would be no text at all. */
function cut(text: string, max: number): string {
  return Array.from(text).slice(0, max).join('');
}
