import { didYouMean } from '../shared/did-you-mean.ts';
import { isPlainMap } from './plain-data.ts';
import { resolved, type SchemaNode, takesKindOf } from './schema-node.ts';

const longestGuessed = 60;
const mostListed = 20;

/**
 * The known key that was probably meant by an unknown one of a map. Among the keys that the map does not have yet,
 * those that take a value of this kind come first: `seed: 42` means `randomSeed`, `seed: {}` means `seedPhase`.
 */
export function meantKey(key: string, map: unknown, node: SchemaNode, root: SchemaNode): string | undefined {
  if (key.length > longestGuessed || !isPlainMap(map)) return undefined;
  const properties = resolved(node, root).properties ?? {};
  const free = Object.keys(properties).filter(name => !Object.hasOwn(map, name));
  const fitting = free.filter(name => takesKindOf(map[key], properties[name]!, root));
  return didYouMean(key, fitting) ?? didYouMean(key, free);
}

/** What to do about an unknown key: the one that was meant, else those there are, unless they are many. */
export function unknownKeyHint(meant: string | undefined, node: SchemaNode, root: SchemaNode): string {
  if (meant !== undefined) return `did you mean "${meant}"?`;
  const known = Object.keys(resolved(node, root).properties ?? {});
  if (known.length === 0 || known.length > mostListed) return 'remove it';
  return `known here: ${known.join(', ')}`;
}
