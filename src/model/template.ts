import type { TextPart } from './generator-spec.ts';

/**
 * Splits `{{location.streetAddress}}, {{number.int({"min":1})}} m` into literal text and calls.
 * @throws SyntaxError with what is wrong, in words
 */
export function parseTemplate(template: string): TextPart[] {
  const parts: TextPart[] = [];
  let rest = template;
  while (rest !== '') {
    const open = rest.indexOf('{{');
    if (open !== 0) parts.push(open < 0 ? rest : rest.slice(0, open));
    if (open < 0) break;
    const close = closingBraces(rest, open + 2);
    if (close < 0) throw new SyntaxError(`"{{" without "}}" in "${template}"`);
    parts.push(parseCall(rest.slice(open + 2, close)));
    rest = rest.slice(close + 2);
  }
  return parts;
}

/** Place of the `}}` that ends a call; JSON arguments may themselves end in several braces. */
function closingBraces(text: string, from: number): number {
  let depth = 0;
  let inText = false;
  for (let place = from; place < text.length; place++) {
    const character = text[place]!;
    if (inText) {
      if (character === '\\') place++;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '{' || character === '[') depth++;
    else if (depth > 0 && (character === '}' || character === ']')) depth--;
    else if (text.startsWith('}}', place)) return place;
  }
  return -1;
}

/** `number.int({"min":1})` or `person.fullName`: the arguments are JSON values separated by commas. */
function parseCall(text: string): TextPart {
  const match = /^\s*([A-Za-z]+\.[A-Za-z0-9]+)\s*(?:\((.*)\))?\s*$/s.exec(text);
  if (match === null) throw new SyntaxError(`"{{${text}}}" is no call such as {{person.firstName}}`);
  const [, call = '', args = ''] = match;
  try {
    return { call, arguments: JSON.parse(`[${args}]`) as unknown[] };
  } catch {
    throw new SyntaxError(`the arguments of ${call} are not JSON: ${args}`);
  }
}
