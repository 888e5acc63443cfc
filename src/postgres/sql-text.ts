/** An identifier in double quotes, whatever it holds. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A list of identifiers. */
export function identifiers(names: readonly string[]): string {
  return names.map(identifier).join(', ');
}

/** A text as an SQL literal; E'' so that it means the same under every standard_conforming_strings. */
export function literal(text: string): string {
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
