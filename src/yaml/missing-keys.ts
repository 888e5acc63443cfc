import type { ErrorObject } from 'ajv';
import type { Path } from './path.ts';
import type { Fault } from './schema-fault.ts';
import type { SchemaNode } from './schema-node.ts';

/**
 * One fault for all that a map lacks, from ajv's errors, of which there is one a key. Keys in `meant` (as pointers) are
 * left out: an unknown key was probably meant to be that one, and is a fault already.
 */
export function missingKeys(
  errors: readonly ErrorObject[],
  pathOf: (error: ErrorObject) => Path,
  meant: ReadonlySet<string>,
): Fault[] {
  const byMap = new Map<string, { error: ErrorObject; names: string[] }>();
  for (const error of errors) {
    if (error.keyword !== 'required') continue;
    const name = (error.params as { missingProperty: string }).missingProperty;
    if (meant.has(`${error.instancePath}/${name}`)) continue;
    const found = byMap.get(error.instancePath);
    if (found === undefined) byMap.set(error.instancePath, { error, names: [name] });
    else found.names.push(name);
  }
  return [...byMap.values()].map(({ error, names }) => fault(error, names, pathOf(error)));
}

function fault(error: ErrorObject, names: readonly string[], path: Path): Fault {
  const example = names.map(name => exampleOf(name, error.parentSchema as SchemaNode)).find(one => one !== undefined);
  const message = `lacks the ${names.length === 1 ? 'key' : 'keys'} ${names.map(name => `"${name}"`).join(', ')}`;
  return { path, message, ...(example !== undefined && { hint: `such as "${example}"` }), at: 'key' };
}

/** `rate: 500/s`, where the schema has an example that fits into a line. */
function exampleOf(name: string, { properties }: SchemaNode): string | undefined {
  const example = properties?.[name]?.examples?.[0];
  const isShort = typeof example === 'string' || typeof example === 'number' || typeof example === 'boolean';
  return isShort ? `${name}: ${example}` : undefined;
}
