// The Portuguese README is kept in step with the English one: the same shape, the same commands, the same links.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseDocument } from 'yaml';
import { loadScenario } from '../src/scenario/load-scenario.ts';
import { packageFile } from '../src/shared/package-file.ts';
import { readAction } from './helpers/github-action.ts';
import { temporaryFolder } from './helpers/scenarios.ts';

const [english, portuguese] = ['README.md', 'README.pt-BR.md'].map(name => readFileSync(packageFile(name), 'utf8'));
const fence = /^```[\s\S]*?^```$/gm;

function shapeOf(text: string): object {
  const prose = text.replaceAll(fence, '');
  const count = (pattern: RegExp): number => [...prose.matchAll(pattern)].length;
  const targets = [...prose.matchAll(/\]\(([^)]+)\)/g)].map(match => match[1]!);
  return {
    blocks: text.match(fence),
    headings: [1, 2, 3].map(level => count(new RegExp(`^#{${level}} `, 'gm'))),
    tableRows: count(/^\|/gm),
    listItems: count(/^- /gm),
    // Each names the other in its first lines.
    links: targets.filter(target => !/^README(\.pt-BR)?\.md$/.test(target)),
  };
}

test('README.pt-BR.md is in step with README.md', () => {
  assert.match(english!, /\]\(README\.pt-BR\.md\)/);
  assert.match(portuguese!, /\]\(README\.md\)/);
  assert.deepEqual(shapeOf(portuguese!), shapeOf(english!));
  assert.notDeepEqual(shapeOf(english!.replace('npm ci', 'npm  ci')), shapeOf(english!));
});

test('scenarios that stand there whole are valid', async () => {
  const whole = english!.match(fence)!.filter(block => block.startsWith('```yaml\n') && block.includes('\nmodel: '));
  assert.equal(whole.length, 3);
  for (const block of whole) {
    const path = join(temporaryFolder(), 'scenario.yaml');
    writeFileSync(path, block.replaceAll(/^```.*$/gm, ''));
    await loadScenario(path, { environment: {}, overrides: [], allowLong: false });
  }
});

test('every block of YAML can be parsed, and those of CI say what their services understand', () => {
  const documents = english!.match(fence)!.flatMap(block => {
    if (!block.startsWith('```yaml\n')) return [];
    const document = parseDocument(block.replaceAll(/^```.*$/gm, ''));
    assert.deepEqual([...document.errors, ...document.warnings], [], block);
    return [document.toJS() as unknown];
  });
  const used = documents.find((each): each is { uses: string; with: object }[] => Array.isArray(each));
  const { uses, with: given } = used![0]!;
  const { inputs } = readAction(packageFile(uses));
  assert.deepEqual(Object.keys(given).filter(name => !(name in inputs)), []); // prettier-ignore
  const jobs = documents.map(each => Object.keys(each as object));
  assert.ok(jobs.some(names => names.join() === 'name,on,permissions,jobs'));
  assert.ok(jobs.some(names => names.join() === 'cdc,cdc-note'));
});
