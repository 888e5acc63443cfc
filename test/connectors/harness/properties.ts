import { readFileSync } from 'node:fs';

/** Settings by name, in the order in which they are written. */
export type Properties = Readonly<Record<string, string>>;

/**
 * Reads a .properties file as far as ours go: one `name=value` a line, comments on lines of their own. `${NAME}` is
 * taken from `variables`, as Debezium Server takes it from its environment.
 */
export function readProperties(file: string | URL): Properties {
  const lines = readFileSync(file, 'utf8').split('\n');
  const settings = lines.filter(line => line.trim() !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    settings.map(line => {
      const at = line.indexOf('=');
      if (at < 1) throw new Error(`no name=value: ${line}`);
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

export function propertiesText(properties: Properties): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
