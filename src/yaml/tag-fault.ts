import { isScalar, type Node } from 'yaml';

const core = 'tag:yaml.org,2002:';

/** JavaScript types of the scalars of YAML's core schema; of maps and lists there is nothing to check. */
const types: Readonly<Record<string, string>> = {
  '!': 'string',
  [`${core}str`]: 'string',
  [`${core}int`]: 'number',
  [`${core}float`]: 'number',
  [`${core}bool`]: 'boolean',
  [`${core}null`]: 'object',
};

/** What is wrong with a node's explicit tag: only those of the core schema are known, on values that they fit. */
export function tagFault(node: Node): { message: string; hint: string } | undefined {
  const { tag } = node;
  if (tag === undefined) return undefined;
  const shown = tag.startsWith(core) ? `!!${tag.slice(core.length)}` : tag;
  const hint = 'leave the tag out';
  const known = isScalar(node) ? Object.hasOwn(types, tag) : ['!', `${core}map`, `${core}seq`].includes(tag);
  if (!known) return { message: `the tag ${shown} is not supported`, hint };
  if (isScalar(node) && typeof node.value !== types[tag])
    return { message: `the value does not fit its tag ${shown}`, hint };
  return undefined;
}
