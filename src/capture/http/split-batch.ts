const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * The elements of a JSON array as they were written: parsing and writing them again would change numbers beyond 2^53.
 * @param body UTF-8
 * @returns undefined for what is no array; elements themselves are not looked into
 */
export function splitBatch(body: Buffer): readonly Buffer[] | undefined {
  const begin = skipSpace(body, 0);
  if (body[begin] !== openBracket) return undefined;
  const elements: Buffer[] = [];
  let depth = 0;
  let from = begin + 1;
  for (let at = begin; at < body.length; at += 1) {
    const byte = body[at]!;
    if (byte === quote) at = endOfString(body, at);
    else if (byte === openBracket || byte === openBrace) depth += 1;
    else if (byte === comma && depth === 1) {
      elements.push(body.subarray(from, at));
      from = at + 1;
    } else if (byte === closeBracket || byte === closeBrace) {
      depth -= 1;
      if (depth > 0) continue;
      const isWhole = byte === closeBracket && skipSpace(body, at + 1) === body.length;
      if (!isWhole) return undefined;
      const isEmpty = elements.length === 0 && skipSpace(body, from) === at;
      return isEmpty ? elements : [...elements, body.subarray(from, at)];
    }
  }
  return undefined;
}

function endOfString(body: Buffer, begin: number): number {
  for (let at = begin + 1; at < body.length; at += 1) {
    if (body[at] === backslash) at += 1;
    else if (body[at] === quote) return at;
  }
  return body.length;
}

function skipSpace(body: Buffer, begin: number): number {
  let at = begin;
  while (at < body.length && ' \t\r\n'.includes(String.fromCharCode(body[at]!))) at += 1;
  return at;
}
