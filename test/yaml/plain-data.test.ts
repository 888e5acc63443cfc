import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPlainMap, orderedEntries, orderedMap } from '../../src/yaml/plain-data.ts';
import { dataOf, fileOf } from './problems-of.ts';

test('entries keep the order of the file, also where keys look like integers', () => {
  const { data } = fileOf('{2: 10, b: 5, 1: 20}');
  assert.deepEqual(Object.keys(data as object), ['1', '2', 'b']);
  assert.deepEqual(orderedEntries(data as object), [
    ['2', 10],
    ['b', 5],
    ['1', 20],
  ]);
});

test('a null key is the text "null"', () => {
  for (const text of ['null: 1', '~: 1', '{null: 1}']) {
    assert.deepEqual(orderedEntries(fileOf(text).data as object), [['null', 1]], text);
  }
});

test('keys are the text that is written', () => {
  const { data } = fileOf('1.0: a\n0x10: b\nTrue: c\n"q": d\n9007199254740993: e\n');
  assert.deepEqual(
    orderedEntries(data as object).map(([key]) => key),
    ['1.0', '0x10', 'True', 'q', '9007199254740993'],
  );
});

test('maps have no prototype and cannot be changed', () => {
  const { data } = fileOf('constructor: 1\ntoString: 2');
  assert.equal(Object.getPrototypeOf(data), null);
  assert.deepEqual({ ...(data as object) }, { constructor: 1, toString: 2 });
  assert.equal((fileOf('a: 1').data as Record<string, unknown>)['constructor'], undefined);
  assert.ok(Object.isFrozen(data));
});

test('a map made of entries keeps the last value at the first place', () => {
  const map = orderedMap([
    ['9', 1],
    ['8', 2],
    ['9', 3],
  ]);
  assert.deepEqual(orderedEntries(map), [
    ['9', 3],
    ['8', 2],
  ]);
  assert.deepEqual(orderedEntries({ b: 1, a: 2 }), [
    ['b', 1],
    ['a', 2],
  ]);
});

test('maps are told from lists and scalars', () => {
  assert.deepEqual([orderedMap([]), {}, [], null, 'x', 1].map(isPlainMap), [true, true, false, false, false, false]);
});

const values: [string, unknown][] = [
  ['a: 2001-01-01', { a: '2001-01-01' }],
  ['a: 2024-01-01T00:00:00Z', { a: '2024-01-01T00:00:00Z' }],
  ['a: [yes, no, on, off, true, False]', { a: ['yes', 'no', 'on', 'off', true, false] }],
  ['%YAML 1.1\n---\na: [yes, 2001-01-01, 0777, 1:30]', { a: ['yes', '2001-01-01', 777, '1:30'] }],
  ['a: [1, -1, 0x10, 0o10, 1.5, 1e3, 1e300]', { a: [1, -1, 16, 8, 1.5, 1000, 1e300] }],
  ['a: 9007199254740991\nb: -9007199254740991', { a: 9007199254740991, b: -9007199254740991 }],
  ['a: "9007199254740993"', { a: '9007199254740993' }],
  ['a:\nb: ~\nc: null', { a: null, b: null, c: null }],
  ['a: !!str 5\nb: ! 6\nc: !!int 7\nd: !!map {}\ne: !!seq []', { a: '5', b: '6', c: 7, d: {}, e: [] }],
  [
    'a: &x [1, {b: 2}]\nc: *x\nd: [*x, *x]',
    {
      a: [1, { b: 2 }],
      c: [1, { b: 2 }],
      d: [
        [1, { b: 2 }],
        [1, { b: 2 }],
      ],
    },
  ],
  ['a: &x 1\nb: *x\nc: &x 2\nd: *x', { a: 1, b: 1, c: 2, d: 2 }],
  ['k: &k name\n*k : 1', { k: 'name', name: 1 }],
  ['"<<": 1', { '<<': 1 }],
  ['{a, b: }', { a: null, b: null }],
  ['a: |\n  x\n  y\n', { a: 'x\ny\n' }],
  ['\r\na: 1\r\nb:\r\n  - x\r\n', { a: 1, b: ['x'] }],
  ['- 1\n- [2]\n', [1, [2]]],
  ['text', 'text'],
];

for (const [text, expected] of values) {
  test(`value of ${JSON.stringify(text)}`, () => assert.deepEqual(dataOf(text), expected));
}
