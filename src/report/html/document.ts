import { createHash } from 'node:crypto';
import { Markup, markup, type Content } from './markup.ts';
import { pageScript } from './page-script.generated.ts';
import { sectionMark, type Section } from './section.ts';
import { stylesheet } from './stylesheet.ts';

/** What a page is made of. */
export interface HtmlDocument {
  readonly title: string;
  readonly masthead: Content;
  readonly sections: readonly Section[];
  /** The section that a reader without a mouse may go to at once, as in "Skip to the checks". */
  readonly skipTo: { readonly id: string; readonly name: string };
  readonly tool: { readonly name: string; readonly version: string };
  /** Rules besides those of every page. */
  readonly rules?: string;
}

/**
 * One HTML page that needs nothing else, not the network either. Where a host blocks its script or its style sheet, all of
 * it can still be read.
 */
export function htmlDocument({ title, masthead, sections, skipTo, tool, rules = '' }: HtmlDocument): string {
  const page = markup`<!doctype html>
<html lang="en">
${head(title, stylesheet + rules)}<body>
<div class="page">
<a class="skip" href="#${skipTo.id}">Skip to the ${skipTo.name}</a>
${masthead}
<nav aria-label="Contents"><ul>${sections.map(({ id, heading }) => markup`<li><a href="#${id}">${heading}</a></li>`)}</ul></nav>
<main>
${sections.map(sectionMark)}</main>
<footer>Written by ${tool.name} ${tool.version}.</footer>
</div>
<script>${new Markup(pageScript)}</script>
</body>
</html>
`;
  return page.text;
}

/**
 * The policy names the one style sheet and the one script by their hashes: were a value from the database ever to get
 * through unescaped, no browser would run it, load anything for it or style it. The empty icon keeps browsers from asking
 * the host for one.
 */
function head(title: string, rules: string): Markup {
  const allowed = `style-src ${hashOf(rules)}; script-src ${hashOf(pageScript)}`;
  const policy = `default-src 'none'; ${allowed}; img-src data:; base-uri 'none'; form-action 'none'`;
  return markup`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Markup(rules)}</style>
</head>
`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
