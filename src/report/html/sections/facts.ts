import { markup, type Content, type Markup } from '../markup.ts';

/** Names and their values, one pair a line. */
export function facts(pairs: readonly (readonly [name: string, value: Content])[]): Markup {
  return markup`<dl class="facts">
${pairs.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
`;
}
