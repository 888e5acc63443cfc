// Bundles the report page's script from its sources, which run in a browser, into a text that the page can carry.
// With --check it writes nothing and fails when the committed file is out of date.
import { readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const source = 'src/report/html/script/page-script.ts';
const output = 'src/report/html/page-script.generated.ts';

const { outputFiles } = await build({
  entryPoints: [source],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  write: false,
});
const script = (outputFiles[0]?.text ?? '').trim();
if (/<\/script|<!--/i.test(script)) throw new Error('the script would end its own element');
const text = `/* Generated from ${source} by \`npm run generate\`. Do not edit. */

/** The script of a report's page. */
export const pageScript: string =
  ${JSON.stringify(script)};
`;
if (!process.argv.includes('--check')) await writeFile(output, text);
else if ((await readFile(output, 'utf8').catch(() => '')) !== text) {
  console.error(`${output} is out of date: run npm run generate`);
  process.exitCode = 1;
}
