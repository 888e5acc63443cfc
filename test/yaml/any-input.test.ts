import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as fc from 'fast-check';
import { schemaCheck } from '../../src/yaml/json-schema.ts';
import { InvalidFiles, type Problem } from '../../src/yaml/problem.ts';
import { type ReadResult, readYamlFile, yamlFileOf } from '../../src/yaml/yaml-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'alimentador-any-'));
after(() => rmSync(folder, { recursive: true }));

const options = { shownAs: 'a.yaml', environment: { A: '1', EMPTY: '' }, substitute: true };

const checks = Promise.all([schemaCheck('scenario'), schemaCheck('model')]);

/** Whatever the input, there is data or a problem, every problem has a place, and all can be put into words. */
async function isHandled({ file, problems }: ReadResult): Promise<void> {
  assert.ok(file !== undefined || problems.length > 0);
  const all: Problem[] = [...problems];
  if (file !== undefined) {
    for (const check of await checks) all.push(...check(file));
  }
  for (const { line, column, message } of all) assert.ok(line >= 1 && column >= 1 && message !== '');
  const error = new InvalidFiles(all, new Map([['a.yaml', file?.text ?? '']]));
  assert.doesNotMatch(error.message, /(?!\n)\p{Cc}/u);
}

const fragments = [
  ['- ', ': ', ', ', '? ', '{', '}', '[', ']', '\n', '\n  ', '\n    ', '\t', ' ', '"', "'", '|\n', '>-\n', '# c'],
  ['---\n', '...\n', '&a ', '*a', '*b', '!!str ', '!!int ', '!x ', '! ', '%YAML 1.1\n', '<<: ', '__proto__: ', 'null'],
  ['~', '.nan', '1e999', '@', '`', '${A}', '${B}', '${B:-', '$${', '9007199254740993', '0x1F', '-1', '1.5', 'true'],
  ['x', 'é', '😀', '\r\n', '\u0007', '\ufeff', 'version: 1\n', 'name: a\n', 'randomSeed: ', 'streamPhase:\n  '],
  ['stages: ', 'rate: ', 'tables:\n  ', 'events: ', 'columns: ', 'a: ', 'b'],
].flat();

const yamlText = fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map(parts => parts.join(''));

const bundled = [
  'version: 1\nname: a\nmodel: m\nrandomSeed: 1\nstreamPhase:\n  duration: 1m\n  stages:\n    - {for: 1m, rate: {from: 1/s, to: 2/s}}\nthresholds: ["a < 1"]\n',
  'version: 1\nname: a\nddl: x\ntables:\n  t:\n    rows: 1\n    columns:\n      a: {oneOf: {x: 1, y: 2}}\n      b: &b {int: {from: 1, to: 2}}\n      c: *b\nevents:\n  e: {insert: t, with: {a: now, b: {stepRow: 1}}}\n',
];

const damaged = fc
  .tuple(fc.constantFrom(...bundled), fc.nat(), fc.nat({ max: 20 }), fc.constantFrom(...fragments))
  .map(([text, at, length, put]) => {
    const start = at % text.length;
    return text.slice(0, start) + put + text.slice(start + length);
  });

test('random bytes', async () => {
  const path = join(folder, 'bytes.yaml');
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async bytes => {
      writeFileSync(path, bytes);
      await isHandled(await readYamlFile(path, options));
    }),
    { numRuns: 200 },
  );
});

test('random text', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(text, text => isHandled(yamlFileOf(text, options))),
    { numRuns: 200 },
  );
});

test('random YAML', async () => {
  await fc.assert(
    fc.asyncProperty(yamlText, text => isHandled(yamlFileOf(text, options))),
    { numRuns: 300 },
  );
});

test('damaged files', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, text => isHandled(yamlFileOf(text, options))),
    { numRuns: 300 },
  );
});

test('any data in the place of any other', async () => {
  const paths = [
    ['streamPhase'],
    ['streamPhase', 'rate'],
    ['randomSeed'],
    ['checks'],
    ['tables', 't'],
    ['events', 'e', 'with', 'a'],
  ];
  const value = fc.jsonValue({ maxDepth: 4 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), value, (path, value) => {
      const data = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
      return isHandled(yamlFileOf(JSON.stringify(data), options));
    }),
    { numRuns: 300 },
  );
});
