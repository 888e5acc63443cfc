import { printable } from '../html/printable.ts';

const longest = 300;

/**
 * Text that stands in Markdown as what it is: one line, no markup, no table cell's end, no HTML, and on GitHub no mention
 * of a person, no reference to an issue, no link, no formula. Long ones are cut.
 */
export function markdownText(text: string): string {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  return escaped(line.length <= longest ? line : `${line.slice(0, longest)} ...`);
}

function escaped(text: string): string {
  return (
    text
      .replace(/[\\`*_{}[\]|!~^#]/g, String.raw`\$&`)
      // At the start of a line these would begin a list or a rule.
      .replace(/^[-+=]/, String.raw`\$&`)
      .replace(/^(\d+)([.)])/, String.raw`$1\$2`)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // GitHub looks for these in the text that is left when Markdown is read: a comment between parts them.
      .replace(/[@#](?=\S)/g, '$&<!-- -->')
      .replace(/:(?=\S)/g, ':<!-- -->')
      .replace(/\bwww(?=\.)/gi, '$&<!-- -->')
      .replaceAll('$', '<span>$</span>')
  );
}

/** Source text in a block of its own, which nothing within it can end. */
export function markdownBlock(lines: readonly string[], language = ''): string {
  const text = lines.map(line => printable(line).replaceAll('\r', '')).join('\n');
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(3, ...runs.map(length => length + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A table of GitHub's Markdown. Cells are Markdown already; columns of numbers are named. */
export function markdownTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: ReadonlySet<string> = new Set(),
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = headings.map(heading => (numbers.has(heading) ? '---:' : '---'));
  return [line(headings), line(rule), ...rows.map(line)].join('\n');
}

/** A body that is folded away until a reader opens it; both are Markdown already. */
export function markdownDetails(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
