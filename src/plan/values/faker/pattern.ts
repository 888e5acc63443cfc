import { anyOf, joined, type Maker } from './maker.ts';

/** What `{{module.name}}` in a pattern stands for; undefined where that cannot be compiled. */
export type Resolve = (expression: string) => Maker | undefined;

/**
 * A pattern such as `{{location.city_prefix}} {{person.firstName}}`, or one of several (faker: `helpers.fake`). Each place is
 * filled from left to right; what is filled in holds no pattern, which the tables see to.
 */
export function pattern(written: unknown, resolve: Resolve): Maker | undefined {
  if (Array.isArray(written)) return anyOf(written.map(each => pattern(each, resolve)));
  return typeof written === 'string' ? joined(partsOf(written, resolve)) : undefined;
}

function partsOf(text: string, resolve: Resolve): (string | Maker | undefined)[] {
  const parts: (string | Maker | undefined)[] = [];
  let rest = text;
  for (;;) {
    const open = rest.search(/\{\{[a-z]/);
    const close = rest.indexOf('}}', open);
    if (open < 0 || close < 0) return [...parts, rest];
    parts.push(rest.slice(0, open), resolve(rest.slice(open + 2, close)));
    rest = rest.slice(close + 2);
  }
}
