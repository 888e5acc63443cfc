import assert from 'node:assert/strict';
import { test } from 'node:test';
import { environmentSubstitution } from '../../src/yaml/environment.ts';
import { dataOf, fileOf, readingProblems } from './problems-of.ts';

const environment = { NAME: 'value', EMPTY: '', PORT: '5432', _x1: 'y', BRACE: '${NAME}' };

const replaced: [string, string][] = [
  ['plain', 'plain'],
  ['${NAME}', 'value'],
  ['a-${NAME}-${_x1}-b', 'a-value-y-b'],
  ['${EMPTY}', ''],
  ['${EMPTY:-default}', 'default'],
  ['${UNSET:-default}', 'default'],
  ['${UNSET:-}', ''],
  ['${NAME:-default}', 'value'],
  ['${UNSET:-${NAME}}', 'value'],
  ['${UNSET:-${EMPTY:-${OTHER:-deep}}}', 'deep'],
  ['${UNSET:-a ${NAME} b}', 'a value b'],
  ['${NAME:-${UNSET}}', 'value'],
  ['$${NAME}', '${NAME}'],
  ['$$${NAME}', '$${NAME}'],
  ['${UNSET:-$${x}', '${x'],
  ['$NAME $ } {', '$NAME $ } {'],
  ['${BRACE}', '${NAME}'],
];

for (const [text, expected] of replaced) {
  test(`${JSON.stringify(text)} becomes ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(environmentSubstitution(environment).substitute(text), { text: expected, faults: [] });
  });
}

const faulty: [string, string[]][] = [
  ['url: "${NO}"', ['a.yaml:1:7 url: the environment variable NO is not set (set NO, or write ${NO:-default})']],
  ['url: ${NO}', ['a.yaml:1:6 url: the environment variable NO is not set (set NO, or write ${NO:-default})']],
  [
    'a:\n  - "x ${NAME} ${NOPE} ${NO} ${NO}"',
    [
      'a.yaml:2:16 a[0]: the environment variable NOPE is not set (set NOPE, or write ${NOPE:-default})',
      'a.yaml:2:24 a[0]: the environment variable NO is not set (set NO, or write ${NO:-default})',
    ],
  ],
  [
    'a: |\n  one\n  two ${NO}\n',
    ['a.yaml:3:7 a: the environment variable NO is not set (set NO, or write ${NO:-default})'],
  ],
  ['a: "\\x24{NO}"', ['a.yaml:1:4 a: the environment variable NO is not set (set NO, or write ${NO:-default})']],
  ['a: ${UNSET:-${NO}}', ['a.yaml:1:13 a: the environment variable NO is not set (set NO, or write ${NO:-default})']],
  ['a: x ${NAME', ['a.yaml:1:6 a: "${NAME" is not closed (add the }, or write $${ for a literal ${)']],
  ['a: ${UNSET:-${NAME}', ['a.yaml:1:4 a: "${UNSET" is not closed (add the }, or write $${ for a literal ${)']],
  ['a: "${"', ['a.yaml:1:5 a: "${" is not closed (add the }, or write $${ for a literal ${)']],
  ['a: "${}"', ['a.yaml:1:5 a: "${}" is neither ${NAME} nor ${NAME:-default} (write $${ for a literal ${)']],
  ['a: "${1X}"', ['a.yaml:1:5 a: "${1X}" is neither ${NAME} nor ${NAME:-default} (write $${ for a literal ${)']],
  [
    'a: "${NAME:?no}"',
    ['a.yaml:1:5 a: "${NAME:?no}" is neither ${NAME} nor ${NAME:-default} (write $${ for a literal ${)'],
  ],
  [
    'a: ${constructor}',
    [
      'a.yaml:1:4 a: the environment variable constructor is not set (set constructor, or write ${constructor:-default})',
    ],
  ],
  [
    `a: ${'${A:-'.repeat(100_000)}`,
    ['a.yaml:1:4 a: defaults are nested deeper than 20 levels (set the variable, and use fewer defaults)'],
  ],
  [
    `a: "${'${BIG}'.repeat(100)}"`,
    [
      'a.yaml:1:5 a: the values of the environment variables of this file are longer than 5 MB together (use fewer or shorter ones)',
    ],
  ],
];

for (const [text, expected] of faulty) {
  test(`fault in ${JSON.stringify(text.slice(0, 60))}`, () => {
    assert.deepEqual(readingProblems(text, { ...environment, BIG: 'x'.repeat(100_000) }), expected);
  });
}

test('what one substitution gives stays a text', () => {
  assert.deepEqual(dataOf('port: ${PORT}\nlist: ["${PORT}"]', environment), { port: '5432', list: ['5432'] });
});

test('keys and numbers are left alone', () => {
  assert.deepEqual(dataOf('${NAME}: 1\n"a ${NO}": 2', environment), { '${NAME}': 1, 'a ${NO}': 2 });
});

test('nothing is replaced where that is not wanted', () => {
  assert.deepEqual(dataOf('a: ${NO}\nb: $${NAME}\nc: ${', environment, false), { a: '${NO}', b: '$${NAME}', c: '${' });
});

test('the variables whose values are in the data are known', () => {
  const { variables } = fileOf('a: ${NAME}\nb: ${UNSET:-${PORT}}\nc: ${EMPTY:-x}\nd: ${NAME:-${_x1}}', environment);
  assert.deepEqual([...variables].sort(), ['NAME', 'PORT']);
  assert.deepEqual([...fileOf('a: b').variables], []);
});

test('where a value is at fault the text as written is in the data', () => {
  assert.deepEqual(dataOf('a: x ${NO} ${NAME}', environment), { a: 'x ${NO} ${NAME}' });
});
