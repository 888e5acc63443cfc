import type { LocaleDefinition } from '@faker-js/faker';
import type { Maker } from './maker.ts';

type Table = Readonly<Record<string, unknown>>;

/** What lies at a dotted path of the locale's tables (`person.first_name.female`), if there is such a thing. */
export function lookUp(definitions: LocaleDefinition, path: string): unknown {
  let found: unknown = definitions;
  for (const name of path.split('.')) {
    if (found === null || typeof found !== 'object') return undefined;
    found = (found as Table)[name];
  }
  return found;
}

/**
 * A list of texts, or undefined where there is none. One with `{{` in it is none either: whether faker would go on to fill
 * that in depends on who asks.
 */
export function textsOf(found: unknown): readonly string[] | undefined {
  const isText = (text: unknown): text is string => typeof text === 'string' && !text.includes('{{');
  return Array.isArray(found) && found.length > 0 && found.every(isText) ? found : undefined;
}

/** One text of a list (faker: `helpers.arrayElement`, which draws only where there is a choice). */
export function element(texts: readonly string[] | undefined): Maker | undefined {
  if (texts === undefined) return undefined;
  const [only] = texts;
  return texts.length === 1 ? () => only! : draw => texts[draw.below(texts.length)]!;
}
