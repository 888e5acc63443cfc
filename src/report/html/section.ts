import { markup, type Content, type Markup } from './markup.ts';

/** A part of the page that the table of contents names. */
export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly body: Content;
}

export function sectionMark({ id, heading, body }: Section): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${body}
</section>
`;
}

/** A sentence where a section has nothing to show: an empty table would leave the reader guessing. */
export function emptyNote(sentence: string): Markup {
  return markup`<p class="empty">${sentence}</p>`;
}
