import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSlugs, thresholdSlugs } from '../../../src/report/html/check-slugs.ts';

const slugs = (...names: string[]): string[] => checkSlugs(names.map(name => ({ name })));

test('an anchor is the name without accents, spaces and signs', () => {
  assert.deepEqual(slugs('Consultas sem paciente (órfãs)!', '日本 1'), [
    'check-consultas-sem-paciente-orfas',
    'check-日本-1',
  ]);
});

test('names that come again are numbered, whatever the numbers collide with', () => {
  assert.deepEqual(slugs('a', 'a', 'a-2', 'A'), ['check-a', 'check-a-2', 'check-a-2-2', 'check-a-3']);
});

test('a name without letters has an anchor too', () => {
  assert.deepEqual(slugs('', '!?'), ['check-unnamed', 'check-unnamed-2']);
});

test('thresholds have anchors of their own kind', () => {
  assert.deepEqual(thresholdSlugs([{ expression: 'a.b < 5' }, { expression: 'a.b > 5' }]), [
    'threshold-a-b-5',
    'threshold-a-b-5-2',
  ]);
});
