import type { Report } from '../../report.generated.ts';
import { markup, type Content, type Markup } from '../markup.ts';
import { emptyNote } from '../section.ts';

/** What went wrong and what is worth knowing, as the run said it. */
export function messages({ errors, warnings }: Report): Content {
  if (errors.length + warnings.length === 0) return emptyNote('No warning and no error.');
  return [errors.length > 0 && list('Errors', errors), warnings.length > 0 && list('Warnings', warnings)];
}

function list(heading: string, lines: readonly string[]): Markup {
  return markup`<h3>${heading}</h3>
<ul class="messages">${lines.map(line => markup`<li>${line}</li>`)}</ul>
`;
}
