export interface Annotation {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads workflow commands as GitHub's runner does: a line is a command where it begins with `::`. */
export function annotationsIn(text: string): Annotation[] {
  return text.split(/\r\n|\r|\n/).flatMap(line => {
    const [, level, written = '', message = ''] = /^::([a-z-]+)(?: ([^:]*))?::(.*)$/s.exec(line) ?? [];
    if (level === undefined) return [];
    const pairs = written
      .split(',')
      .map(pair => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))]);
    return [{ level, properties: Object.fromEntries(pairs) as Record<string, string>, message: unescaped(message) }];
  });
}

function unescaped(text: string): string {
  const signs: Readonly<Record<string, string>> = { '%3A': ':', '%2C': ',', '%0A': '\n', '%0D': '\r', '%25': '%' };
  return text.replace(/%(?:3A|2C|0A|0D|25)/g, sign => signs[sign]!);
}
