import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** As GitHub renders it, before it looks for mentions in what is left. */
export function rendered(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

export function tagsIn(html: string): string[] {
  return [...html.matchAll(/<([a-z][a-z0-9]*)/g)].map(match => match[1]!);
}
