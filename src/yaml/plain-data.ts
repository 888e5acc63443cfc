/** A map of a file: no prototype, so that no key of a user's can reach one. `orderedEntries` gives its order. Frozen. */
export type PlainMap = Readonly<Record<string, unknown>>;

// Not enumerable and a symbol: invisible to JSON, ajv and Object.keys.
const fileOrder = Symbol('keys in the order of the file');

/** A map with these entries, whose order it remembers; of entries with the same key the last counts, at the first's place. */
export function orderedMap(entries: Iterable<readonly [string, unknown]>): PlainMap {
  const map = Object.create(null) as Record<string, unknown>;
  const order = new Set<string>();
  for (const [key, value] of entries) {
    map[key] = value;
    order.add(key);
  }
  Object.defineProperty(map, fileOrder, { value: [...order] });
  return Object.freeze(map);
}

/**
 * Entries in the order of the file. (Objects put keys that look like integers first, so `{ 2: 10, 1: 20 }` would be
 * turned round by Object.entries, and with it a draw by weight.) Of other objects: the order of the object.
 */
export function orderedEntries(map: object): [string, unknown][] {
  const order = (map as { [fileOrder]?: readonly string[] })[fileOrder];
  if (order === undefined) return Object.entries(map);
  return order.map(key => [key, (map as PlainMap)[key]]);
}

/** True for a map of a file, and for any other object that is no list. */
export function isPlainMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
