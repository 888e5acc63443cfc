import { isPlainMap } from './plain-data.ts';

const longestShown = 60;

/**
 * A value for a message: `the text "abc"`, `1.50`, `true`, `null`, `a map`, `a list`, `an empty value`.
 *
 * `written` is the scalar as the file has it. It is what is shown: people know their file by it, and where a variable
 * was put in for it, the value may be a secret.
 */
export function shownValue(value: unknown, written: string | undefined): string {
  if (typeof value === 'string') return `the text ${shownText(value, written)}`;
  if (Array.isArray(value)) return 'a list';
  if (isPlainMap(value)) return 'a map';
  if (value === null && written === '') return 'an empty value';
  return shorten(written ?? String(value));
}

/** A text for a message, in quotes. */
export function shownText(value: string, written: string | undefined): string {
  return JSON.stringify(shorten(written ?? value));
}

function shorten(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text;
}
