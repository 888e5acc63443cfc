import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { bundledModels, loadModel, locateModel, type ModelResult } from '../../src/model/load-model.ts';
import { problemLine } from '../../src/yaml/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'alimentador-model-'));
after(() => rmSync(folder, { recursive: true }));

mkdirSync(join(folder, 'checks'));
writeFileSync(join(folder, 'm.sql'), 'CREATE TABLE t (id bigserial);\n');
writeFileSync(join(folder, 'checks', 'b.sql'), '-- Every row is whole.\n-- Because.\nSELECT 1');
writeFileSync(join(folder, 'checks', 'a.sql'), 'SELECT 2');
writeFileSync(join(folder, 'checks', 'notes.txt'), 'not a check');

function load(text: string): Promise<ModelResult> {
  const path = join(folder, 'm.yaml');
  writeFileSync(path, text);
  return loadModel({ path, shownAs: 'm.yaml' });
}

async function problemsOf(text: string): Promise<string[]> {
  const { loaded, problems } = await load(text);
  assert.equal(loaded, undefined);
  return problems.map(problemLine).map(line => line.replaceAll(folder, '.'));
}

const whole = `version: 1
name: m
ddl: m.sql
checks: checks
tables:
  t: { rows: 1, key: id, columns: { a: { faker: person.firstName } } }
events:
  e: { insert: t }
`;

test('a model brings its DDL, its checks in the order of their files and its locale', async () => {
  const { loaded } = await load(whole.replace('ddl:', 'locale: pt_BR\nddl:'));
  assert.deepEqual(loaded!.ddl, { file: 'm.sql', text: 'CREATE TABLE t (id bigserial);\n' });
  assert.deepEqual(loaded!.checks, [
    { name: 'a', sql: 'SELECT 2' },
    { name: 'Every row is whole', sql: '-- Every row is whole.\n-- Because.\nSELECT 1' },
  ]);
  assert.equal(loaded!.model.locale, 'pt_BR');
  assert.equal(loaded!.fakerDefinitions.metadata?.code, 'pt_BR');
});

test('files that cannot be read are problems of the model, beside its own', async () => {
  const text = whole.replace('m.sql', 'no.sql').replace(' checks\n', ' nowhere\n').replace('insert: t', 'insert: tt');
  assert.deepEqual(await problemsOf(text), [
    'm.yaml:8:16 events.e.insert: "tt" is not a table of the model',
    "m.yaml:3:6 ddl: cannot be read: ENOENT: no such file or directory, open './no.sql'",
    "m.yaml:4:9 checks: cannot be read: ENOENT: no such file or directory, scandir './nowhere'",
  ]);
});

test('what the schema refuses is said before anything is compiled', async () => {
  assert.deepEqual(await problemsOf(whole.replace('rows: 1', 'rows: one').replace('insert: t', 'insert: tt')), [
    'm.yaml:6:14 tables.t.rows: must be a whole number, not the text "one"',
  ]);
  assert.deepEqual(await problemsOf('a: @'), [
    'm.yaml:1:4 plain value cannot start with reserved character @ (put the value in quotes)',
  ]);
});

test('wrong arguments of faker are found in columns and in events', async () => {
  const wrong = '{ template: "{{number.int({\\"min\\":5,\\"max\\":1})}}" }';
  const text = whole.replace('{ faker: person.firstName }', wrong).replace(
    'e: { insert: t }',
    `e: { insert: t, with: { a: ${wrong} } }
  f: { update: t, set: { a: { when: [${wrong}] } } }
  g: { steps: [{ insert: t }, { update: t, row: 1, set: { a: { json: { x: ${wrong} } } } }] }
  h: { update: t, redraw: a }`,
  );
  const message = 'number.int: Max 1 should be greater than min 5.';
  assert.deepEqual(await problemsOf(text), [
    `m.yaml:6:40 tables.t.columns.a: ${message}`,
    `m.yaml:8:30 events.e.with.a: ${message}`,
    `m.yaml:9:29 events.f.set.a: ${message}`,
    `m.yaml:10:62 events.g.steps[1].set.a: ${message}`,
  ]);
  const suffix = whole.replace('person.firstName', 'person.suffix').replace('ddl:', 'locale: it\nddl:');
  assert.match((await problemsOf(suffix)).join(), /^m.yaml:7:40 tables.t.columns.a: person.suffix: The locale data/);
});

test('a model is bundled, or a file beside the scenario', () => {
  assert.deepEqual(bundledModels(), ['hospital', 'shop']);
  assert.match(locateModel('hospital', 'x/s.yaml').path, /scenarios\/models\/hospital\.yaml$/);
  assert.equal(locateModel('hospital', 'x/s.yaml').shownAs, 'hospital.yaml (bundled)');
  assert.equal(locateModel('models/m.yaml', '/x/s.yaml').path, '/x/models/m.yaml');
  assert.equal(locateModel('/y/m.yaml', '/x/s.yaml').path, '/y/m.yaml');
});

test('both bundled models load', async () => {
  for (const name of bundledModels()) {
    const { loaded, problems } = await loadModel(locateModel(name, 's.yaml'));
    assert.deepEqual(problems, []);
    assert.equal(loaded!.model.name, name);
    assert.notDeepEqual(loaded!.checks, []);
  }
});
