/** Settings by name, in the order in which they are written. */
type Properties = Readonly<Record<string, string>>;

export function propertiesText(properties: Properties): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
