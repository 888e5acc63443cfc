import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import { rehearse } from '../../src/plan/rehearse.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { packageFile } from '../../src/shared/package-file.ts';
import { schemaCheck } from '../../src/yaml/json-schema.ts';
import { readYamlFile } from '../../src/yaml/yaml-file.ts';

/** What is in scenarios/debezium/ beside scenarios. */
const noScenario = 'scenarios/debezium/compose.yaml';
const scenarios = [...yamlFiles('scenarios'), ...yamlFiles('scenarios/debezium').filter(path => path !== noScenario)];
const models = yamlFiles('scenarios/models');

function yamlFiles(folder: string): string[] {
  return readdirSync(packageFile(folder))
    .filter(name => name.endsWith('.yaml'))
    .map(name => join(folder, name));
}

/** Warnings that are meant, by scenario. */
const expectedWarnings: Readonly<Record<string, readonly string[]>> = {};

test('every shipped scenario is valid, named like its file, works out, and warns of nothing but what is meant', async () => {
  assert.ok(scenarios.length >= 11, `there are ${scenarios.length} scenarios`);
  for (const path of scenarios) {
    const loaded = await loadScenario(packageFile(path), { environment: {}, overrides: [], allowLong: false });
    const { exhausted, warnings } = rehearse(makeWorkload(loaded.scenario, loaded.model), 5_000);
    assert.deepEqual(exhausted, [], path);
    const found = [...loaded.warnings.map(problem => problem.message), ...warnings];
    assert.deepEqual(found, expectedWarnings[path] ?? [], path);
    assert.equal(`scenarios/${loaded.scenario.name.replace('debezium-', 'debezium/')}.yaml`, path);
  }
});

test('every shipped scenario and model begins with the address of its schema', () => {
  for (const [kind, paths] of [
    ['scenario', scenarios],
    ['model', models],
  ] as const) {
    for (const path of paths) {
      const [first] = readFileSync(packageFile(path), 'utf8').split('\n', 1);
      const [, address] = /^# yaml-language-server: \$schema=(\S+)$/.exec(first!) ?? [];
      assert.ok(address !== undefined, path);
      assert.equal(join(dirname(path), address), `schema/${kind}.schema.json`);
    }
  }
});

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
}

/** Every key that a file may have, as paths with `[]` for the items of lists. */
function keysOf(node: SchemaNode, root: SchemaNode, path: string): string[] {
  const inner = [...(node.anyOf ?? []), ...(node.allOf ?? [])].flatMap(each => keysOf(each, root, path));
  if (node.$ref !== undefined) inner.push(...keysOf(root.definitions![node.$ref.split('/').at(-1)!]!, root, path));
  if (node.items !== undefined) inner.push(...keysOf(node.items, root, `${path}[]`));
  for (const [key, child] of Object.entries(node.properties ?? {})) {
    const at = path === '' ? key : `${path}.${key}`;
    inner.push(at, ...keysOf(child, root, at));
  }
  return inner;
}

function keysIn(data: unknown, path: string): string[] {
  if (Array.isArray(data)) return data.flatMap(item => keysIn(item, `${path}[]`));
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [at, ...keysIn(value, at)];
  });
}

test('reference.yaml uses every key of the format, or shows it in a comment where only one of several may stand', async () => {
  const path = packageFile('scenarios/reference.yaml');
  const { file } = await readYamlFile(path, { shownAs: path, environment: {}, substitute: true });
  assert.deepEqual((await schemaCheck('scenario'))(file!), []);
  const schema = JSON.parse(readFileSync(packageFile('schema/scenario.schema.json'), 'utf8')) as SchemaNode;
  const used = new Set(keysIn(file!.data, ''));
  const missing = [...new Set(keysOf(schema, schema, ''))].filter(key => !used.has(key));
  assert.ok(keysOf(schema, schema, '').includes('streamPhase.stages[].rate.from'), 'the walk goes all the way down');
  const commented = missing.filter(key => new RegExp(`^\\s*#\\s*${key.split('.').at(-1)}: \\S`, 'm').test(file!.text));
  assert.deepEqual(
    missing.filter(key => !commented.includes(key)),
    [],
  );
  const ready = 'captures[].connector.start.ready';
  const alternatives = new Set([
    'extends',
    'streamPhase.interval',
    'streamPhase.rate',
    `${ready}.url`,
    `${ready}.output`,
    'captures[].connector.start.faults[].arrived',
  ]);
  assert.deepEqual(
    commented.filter(key => !alternatives.has(key)),
    [],
  );
});
