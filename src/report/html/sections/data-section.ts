import type { Report } from '../../report.generated.ts';
import { Markup, markup } from '../markup.ts';

/** The whole report as data in the page, and as a file to save, without a script. */
export function dataSection(report: Report): Markup {
  const json = JSON.stringify(report);
  const link = `data:application/json;base64,${Buffer.from(json, 'utf8').toString('base64')}`;
  return markup`<p>Everything on this page comes from the report's JSON. <a href="${link}" download="${fileName(report)}">Save the JSON</a></p>
<script type="application/json" id="report">${scriptSafe(json)}</script>
`;
}

/** JSON that no parser of HTML or of old JavaScript takes for anything else: still the same JSON. */
function scriptSafe(json: string): Markup {
  const escaped = json.replace(
    /[<\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return new Markup(escaped);
}

function fileName({ scenario, startedAt }: Report): string {
  const time = startedAt.replace(/\.\d+/, '').replace(/[-:]/g, '');
  return `${scenario.name}-${time}.json`.replace(/[^\p{L}\p{N}.-]+/gu, '_');
}
