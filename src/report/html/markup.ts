import { printable } from './printable.ts';

/** Text that is HTML already. A class and no interface, so that no object from a report can pass for one. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template; null, undefined and false are left out. */
export type Content = Markup | string | number | null | undefined | false | readonly Content[];

/**
 * Template tag: the literal parts are HTML, every value is escaped, for text and quoted attributes alike, unless it is
 * `Markup` itself. So what is not escaped can be found by searching for `new Markup`.
 *
 * (Not called `html`: prettier would then re-flow the templates and add spaces to the page.)
 */
export function markup(literals: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = literals[0] ?? '';
  for (const [index, value] of values.entries()) text += textOf(value) + (literals[index + 1] ?? '');
  return new Markup(text);
}

function textOf(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(textOf).join('');
  return escapeHtml(String(content));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, character => entities[character] ?? '');
}
