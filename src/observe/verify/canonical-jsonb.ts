const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/g;

/**
 * The text that the server prints of a jsonb: keys by length and then by bytes, the last of equal ones, a space behind each
 * colon and comma, numbers as they were written (PostgreSQL documentation, "JSON Types").
 */
export function canonicalJsonb(text: string): string {
  const tokens = text.match(token) ?? [];
  let at = 0;
  const value = (): string => {
    const first = tokens[at++]!;
    if (first === '{') return object();
    if (first === '[') return `[${items(']', value).join(', ')}]`;
    return first.startsWith('"') ? JSON.stringify(JSON.parse(first)) : first;
  };
  const items = <Item>(end: string, item: () => Item): Item[] => {
    const found: Item[] = [];
    while (at < tokens.length && tokens[at] !== end) {
      found.push(item());
      if (tokens[at] === ',') at += 1;
    }
    at += 1;
    return found;
  };
  const object = (): string => {
    const members = items('}', () => {
      const key = JSON.parse(tokens[at++]!) as string;
      at += 1;
      return [key, value()] as const;
    });
    const sorted = [...new Map(members)].sort(([a], [b]) => byLengthAndBytes(Buffer.from(a), Buffer.from(b)));
    return `{${sorted.map(([key, member]) => `${JSON.stringify(key)}: ${member}`).join(', ')}}`;
  };
  return value();
}

function byLengthAndBytes(a: Buffer, b: Buffer): number {
  return a.length === b.length ? a.compare(b) : a.length - b.length;
}
