// Rules of the source that no linter knows. Each is checked against a planted breach too, so that it can fail.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));

function filesBelow(folder: string, ending: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true }).map(String);
  return names.filter(name => name.endsWith(ending)).map(name => join(root, folder, name));
}

const sources = filesBelow('src', '.ts').filter(file => !/\.(generated|d)\.ts$/.test(file));
const read = (file: string): string => readFileSync(file, 'utf8');
const shown = (file: string): string => relative(root, file);

test('source files are short: median under 80 lines, none over 300', () => {
  const lengths = sources.map(file => read(file).split('\n').length).sort((a, b) => a - b);
  assert.ok(lengths.length > 100, 'the sources were found');
  assert.ok(lengths[Math.floor(lengths.length / 2)]! < 80);
  assert.deepEqual(sources.filter(file => read(file).split('\n').length > 300).map(shown), []);
});

test('file names are kebab-case and none is a grab bag', () => {
  const names = sources.map(file => basename(file, '.ts'));
  assert.deepEqual(
    names.filter(name => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)),
    [],
  );
  assert.deepEqual(
    names.filter(name => /^(utils?|helpers?|common|misc|index|constants|types)$/.test(name)),
    [],
  );
});

/** Imports of `pg` and what builds on it. */
const pgImport = /from '(pg|pg-copy-streams|pg-[a-z-]+)'/;

test('only postgres/ imports pg', () => {
  assert.match("import pg from 'pg';", pgImport);
  const offenders = sources.filter(file => pgImport.test(read(file)) && !shown(file).startsWith('src/postgres/'));
  assert.deepEqual(offenders.map(shown), []);
  assert.ok(sources.some(file => pgImport.test(read(file))));
});

interface ModelNames {
  tables: Record<string, { columns: Record<string, unknown> }>;
  events: Record<string, unknown>;
}

/** Names of the hospital that are no words of ours. */
function hospitalNames(): string[] {
  const model = parse(read(join(root, 'scenarios/models/hospital.yaml'))) as ModelNames;
  const columns = Object.values(model.tables).flatMap(table => Object.keys(table.columns));
  const names = [...Object.keys(model.tables), ...columns, ...Object.keys(model.events), 'created_at', 'updated_at'];
  // These are words of the tool: generators that are called like the numbers they make, and plain English.
  const ours = new Set(['status', 'crm', 'cpf', 'cnpj']);
  return names.filter(name => !ours.has(name));
}

test('no table, column or event of the hospital is named in src/', () => {
  const names = hospitalNames();
  assert.ok(names.includes('pacientes') && names.includes('data_alta') && names.length > 40);
  const pattern = new RegExp(`\\b(${names.join('|')})\\b`);
  assert.match('SELECT * FROM pacientes', pattern);
  const offenders = sources.flatMap(file => {
    const found = pattern.exec(read(file));
    return found === null ? [] : [`${shown(file)}: ${found[0]}`];
  });
  assert.deepEqual(offenders, []);
});

test('every statement of the tool is used and says why it is there', () => {
  const code = sources.map(read).join('\n');
  const own = filesBelow('sql', '.sql').filter(file => !/sql\/(hospital|shop)\//.test(file));
  assert.ok(own.length > 10);
  for (const file of own) {
    const name = relative(join(root, 'sql'), file).replace(/\.sql$/, '');
    assert.match(read(file), /^-- \S/, `${name} has no header`);
    assert.ok(code.includes(`'${name}'`), `${name} is not used`);
  }
});

interface SchemaNode {
  [key: string]: unknown;
  properties?: Record<string, SchemaNode>;
}

function undescribed(node: unknown, path: string): string[] {
  if (node === null || typeof node !== 'object') return [];
  const properties = (node as SchemaNode).properties ?? {};
  const here = Object.entries(properties)
    .filter(([, property]) => typeof property['description'] !== 'string' || !Array.isArray(property['examples']))
    .map(([name]) => `${path}.${name}`);
  return [...here, ...Object.entries(node).flatMap(([key, inner]) => undescribed(inner, `${path}/${key}`))];
}

for (const file of filesBelow('schema', '.json')) {
  test(`every property of ${shown(file)} has a description and an example`, () => {
    assert.deepEqual(undescribed({ properties: { a: { type: 'string' } } }, ''), ['.a']);
    assert.deepEqual(undescribed(JSON.parse(read(file)), ''), []);
  });
}

test('nothing is left for later', () => {
  const later =
    /\b(TODO|FIXME|XXX)\b|^(?!.*if \(.+\)).*\.skip\(|\.(only|todo)\(|skip: ?true|@ts-(ignore|nocheck)|: any[,;)=]|\bas any\b/m;
  const files = [...sources, ...filesBelow('test', '.ts')].filter(file => basename(file) !== 'tidy.test.ts');
  // A skip says under which condition and why; node:test counts it apart.
  assert.match("test.skip('x')", later);
  assert.doesNotMatch("if (isRoot) return t.skip('root can write everywhere');", later);
  assert.deepEqual(files.filter(file => later.test(read(file))).map(shown), []);
});
