// Generates the TypeScript types of the file formats from their JSON Schemas, which are the source.
// With --check it writes nothing and fails when a committed file is out of date.
import { readFile, writeFile } from 'node:fs/promises';
import { compileFromFile } from 'json-schema-to-typescript';

const outputs = {
  'schema/scenario.schema.json': 'src/scenario/scenario-file.generated.ts',
  'schema/model.schema.json': 'src/model/model-file.generated.ts',
  'schema/report.schema.json': 'src/report/report.generated.ts',
  'schema/comparison.schema.json': 'src/compare/comparison.generated.ts',
};

for (const [schema, output] of Object.entries(outputs)) {
  const text = await compileFromFile(schema, {
    additionalProperties: false,
    bannerComment: `/* Generated from ${schema} by \`npm run generate\`. Do not edit. */`,
    ignoreMinAndMaxItems: true,
    format: true,
  });
  if (!process.argv.includes('--check')) await writeFile(output, text);
  else if ((await readFile(output, 'utf8').catch(() => '')) !== text) {
    console.error(`${output} is out of date: run npm run generate`);
    process.exitCode = 1;
  }
}
