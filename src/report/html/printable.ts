/**
 * The text with characters made visible that would act instead of being read: control characters as their pictures
 * (NUL as ␀, escape as ␛), direction overrides by their number. Line ends (\n) and tabs stay.
 *
 * Values come from the database and may be hostile: an escape sequence drives a terminal, U+202E turns a sentence round.
 */
export function printable(text: string): string {
  return text.replace(acting, character => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x24_00 + code);
    return code === 0x7f ? '\u2421' : `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
  });
}

// Character classes by escape, since the point is to name characters that an editor would not show.
// oxlint-disable-next-line eslint/no-control-regex
const acting = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
