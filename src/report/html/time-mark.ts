import { markup, type Markup } from './markup.ts';

/** An ISO time as `2026-11-23 15:00:00 UTC`, machine-readable beside; anything else as it is. */
export function timeMark(iso: string): Markup {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/.exec(iso);
  return parts === null ? markup`${iso}` : markup`<time datetime="${iso}">${parts[1]} ${parts[2]} UTC</time>`;
}
