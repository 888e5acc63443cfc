import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemLine } from '../../src/yaml/problem.ts';
import { fileOf, read, readingProblems } from './problems-of.ts';

const faulty: [string, string[]][] = [
  ['', ['a.yaml:1:1 is empty (write the declaration in it)']],
  ['# nothing\n\n', ['a.yaml:1:1 is empty (write the declaration in it)']],
  ['---\n', ['a.yaml:1:1 is empty (write the declaration in it)']],
  ['---\n...\n', ['a.yaml:1:1 is empty (write the declaration in it)']],
  [
    'a: 1\n---\nb: 2\n---\nc: 3\n',
    [
      'a.yaml:2:1 a second document begins here, and only one is read (give each a file of its own, and end this one before the "---" or "...")',
    ],
  ],
  [
    'a: b: c\nd: "\\q"\n',
    [
      'a.yaml:1:4 nested mappings are not allowed in compact mappings (put a value that contains ": " in quotes)',
      'a.yaml:2:5 invalid escape sequence \\q (write \\\\ for a backslash, or use single quotes)',
    ],
  ],
  ['a:\n\tb: 1', ['a.yaml:2:1 tabs are not allowed as indentation (indent with spaces)']],
  ['a: @x', ['a.yaml:1:4 plain value cannot start with reserved character @ (put the value in quotes)']],
  ['key\nb: 1', ['a.yaml:1:1 implicit keys need to be on a single line (is a ":" missing, or a quote open?)']],
  [
    'a: [1,\n  2',
    [
      'a.yaml:2:4 flow sequence in block collection must be sufficiently indented and end with a ] (give what belongs together the same indentation)',
    ],
  ],
  [
    'a: { url: ${X} }',
    [
      'a.yaml:1:12 unexpected flow-map-start at node end (inside { } and [ ] put ${NAME} in quotes)',
      'a.yaml:1:13 unexpected scalar at node end (inside { } and [ ] put ${NAME} in quotes)',
      'a.yaml:1:16 unexpected flow-map-end token in YAML stream: "}" (inside { } and [ ] put ${NAME} in quotes)',
    ],
  ],
  ['a: 1\r\nb: @\r\n', ['a.yaml:2:4 plain value cannot start with reserved character @ (put the value in quotes)']],
  ['%YAML 3.0\n---\na: 1', ['a.yaml:1:7 unsupported YAML version 3.0']],
  [
    'a: 1\nb:\n  c: 1\n  "c": 2\na: 3',
    [
      'a.yaml:4:3 b.c: duplicate key, first in line 3 (keep one of the two)',
      'a.yaml:5:1 a: duplicate key, first in line 1 (keep one of the two)',
    ],
  ],
  ['1: a\n"1": b', ['a.yaml:2:1 1: duplicate key, first in line 1 (keep one of the two)']],
  ['__proto__: 1', ['a.yaml:1:1 the key __proto__ is not allowed (choose another name)']],
  ['a: {"__proto__": {b: 1}}', ['a.yaml:1:5 a: the key __proto__ is not allowed (choose another name)']],
  ['a:\n  <<: {b: 1}', ['a.yaml:2:3 a: merge keys (<<) are not supported (write the entries out)']],
  ['? [a]\n: 1', ['a.yaml:1:3 a key must be a text, number or boolean (put it in quotes)']],
  ['{: 1}', ['a.yaml:1:2 a key is missing (write one before the ":")']],
  ['!x a: 1', ['a.yaml:1:4 the tag !x is not supported (leave the tag out)']],
  ['a: !x 1', ['a.yaml:1:7 a: the tag !x is not supported (leave the tag out)']],
  ['a: [!!binary aGk=]', ['a.yaml:1:14 a[0]: the tag !!binary is not supported (leave the tag out)']],
  ['a: !!timestamp 2001-01-01', ['a.yaml:1:16 a: the tag !!timestamp is not supported (leave the tag out)']],
  ['a: !!set {b}', ['a.yaml:1:10 a: the tag !!set is not supported (leave the tag out)']],
  ['a: !!int x', ['a.yaml:1:10 a: the value does not fit its tag !!int (leave the tag out)']],
  [
    'randomSeed: 9007199254740993',
    ['a.yaml:1:13 randomSeed: 9007199254740993 is beyond 2^53 and would not be kept exactly (write it in quotes)'],
  ],
  [
    'a: [-9007199254740992, 0xFFFFFFFFFFFFFFFF]',
    [
      'a.yaml:1:5 a[0]: -9007199254740992 is beyond 2^53 and would not be kept exactly (write it in quotes)',
      'a.yaml:1:24 a[1]: 0xFFFFFFFFFFFFFFFF is beyond 2^53 and would not be kept exactly (write it in quotes)',
    ],
  ],
  [
    'a: .nan\nb: -.inf\nc: 1e999',
    [
      'a.yaml:1:4 a: .nan is not a finite number (write a number that is, or put a text in quotes)',
      'a.yaml:2:4 b: -.inf is not a finite number (write a number that is, or put a text in quotes)',
      'a.yaml:3:4 c: 1e999 is not a finite number (write a number that is, or put a text in quotes)',
    ],
  ],
  [
    'a: *b',
    [
      'a.yaml:1:4 a: no anchor &b stands before this alias (define the anchor first, or put the value in quotes if no alias is meant)',
    ],
  ],
  [
    'a: &x {b: [*x]}',
    ['a.yaml:1:12 a.b[0]: the alias *x stands for something that it is a part of (write out what is meant)'],
  ],
  [
    'x: &x {a: .nan}\ny: *x\nz: *x',
    ['a.yaml:1:11 x.a: .nan is not a finite number (write a number that is, or put a text in quotes)'],
  ],
  [`${'['.repeat(101)}${']'.repeat(101)}`, ['a.yaml:1:101 is nested deeper than 100 levels (make it flatter)']],
  ['['.repeat(1_000_000), ['a.yaml:1:111 is nested deeper than 100 levels (make it flatter)']],
  ['- '.repeat(1_000_000), ['a.yaml:1:220 is nested deeper than 100 levels (make it flatter)']],
  [
    aliasBomb(),
    ['a.yaml:1:1 holds more than 200,000 entries, those behind aliases counted each time (make it smaller)'],
  ],
  [
    `a: &a {${'b,'.repeat(100_000)}}\nc: [${'*a,'.repeat(100_000)}]`,
    ['a.yaml:1:1 holds more than 200,000 entries, those behind aliases counted each time (make it smaller)'],
  ],
  ['- a\n'.repeat(600_000), ['a.yaml:1:1 has more parts than are read (2,000,000) (make it smaller)']],
];

function aliasBomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 10; level++) lines.push(`a${level}: &a${level} [${`*a${level - 1}, `.repeat(10)}]`);
  return lines.join('\n');
}

for (const [text, expected] of faulty) {
  test(`problems of ${JSON.stringify(text.slice(0, 60))}`, () => {
    assert.deepEqual(readingProblems(text), expected);
  });
}

test('syntax errors are at most 100, however many there are', () => {
  assert.equal(readingProblems('}'.repeat(1_000_000)).length, 100);
  assert.equal(readingProblems('a: b: c\n'.repeat(100_000)).length, 100);
});

test('a file with wrong syntax says that its data is a guess', () => {
  assert.equal(fileOf('a: b: c').broken, true);
  assert.equal(fileOf('a: ${NO}').broken, false);
  assert.equal(read('').file, undefined);
  assert.equal(read('[]').problems.length, 0);
});

test('after a syntax error nothing else is reported', () => {
  assert.deepEqual(readingProblems('a: @\nb: ${NO}\nc: .nan').length, 1);
});

test('an unsupported directive is a warning', () => {
  const [problem] = read('%YAML 3.0\n---\na: 1').problems;
  assert.equal(problem?.severity, 'warning');
});

const text =
  'name: x\nstreamPhase:\n  rate: 5/s\n  stages:\n    - for: 1m\n    - {for: 2m, rate: {from: 1}}\nshared: &s\n  a: 1\nuse: *s\n"a b": 1\n';

const places: [(string | number)[], { at?: 'key' | 'value' } | undefined, string][] = [
  [[], undefined, '1:1 m'],
  [['name'], undefined, '1:7 name: m'],
  [['name'], { at: 'key' }, '1:1 name: m'],
  [['streamPhase'], undefined, '2:1 streamPhase: m'],
  [['streamPhase'], { at: 'value' }, '3:3 streamPhase: m'],
  [['streamPhase', 'rate'], undefined, '3:9 streamPhase.rate: m'],
  [['streamPhase', 'stages', 0], undefined, '5:7 streamPhase.stages[0]: m'],
  [['streamPhase', 'stages', 0, 'rate'], undefined, '5:7 streamPhase.stages[0].rate: m'],
  [['streamPhase', 'stages', 1], undefined, '6:7 streamPhase.stages[1]: m'],
  [['streamPhase', 'stages', 1, 'rate'], undefined, '6:23 streamPhase.stages[1].rate: m'],
  [['streamPhase', 'stages', 1, 'rate', 'from'], undefined, '6:30 streamPhase.stages[1].rate.from: m'],
  [['streamPhase', 'stages', 1, 'rate', 'to'], undefined, '6:17 streamPhase.stages[1].rate.to: m'],
  [['streamPhase', 'stages', 7, 'rate'], undefined, '4:3 streamPhase.stages[7].rate: m'],
  [['streamPhase', 'jitter'], undefined, '2:1 streamPhase.jitter: m'],
  [['database', 'url'], undefined, '1:1 database.url: m'],
  [['use', 'a'], undefined, '8:6 use.a: m'],
  [['use'], undefined, '9:1 use: m'],
  [['a b'], undefined, '10:8 ["a b"]: m'],
  [['name', 'constructor'], undefined, '1:1 name.constructor: m'],
];

for (const [path, options, expected] of places) {
  test(`place of ${JSON.stringify(path)} ${options?.at ?? ''}`, () => {
    assert.equal(problemLine(fileOf(text).problem(path, 'm', options)), `a.yaml:${expected}`);
  });
}

test('a problem has the hint and severity that it is given', () => {
  const file = fileOf(text);
  assert.deepEqual(file.problem(['name'], 'm', { hint: 'h', severity: 'warning' }), {
    file: 'a.yaml',
    line: 1,
    column: 7,
    path: 'name',
    message: 'm',
    hint: 'h',
    severity: 'warning',
  });
  assert.equal(file.problem([], 'm').severity, 'error');
});

test('a scalar can be had as it is written', () => {
  const file = fileOf('a: 0x10\nb: "${X}"\nc: {d: [~]}\ne:\nf: &f 1.50\ng: *f', { X: 'secret' });
  const written = (...path: (string | number)[]): string | undefined => file.written(path);
  assert.deepEqual(
    [written('a'), written('b'), written('c', 'd', 0), written('e'), written('f'), written('g')],
    ['0x10', '${X}', '~', '', '1.50', '1.50'],
  );
  assert.deepEqual([written('c'), written('x'), written()], [undefined, undefined, undefined]);
  assert.equal(fileOf('${X}', { X: 'secret' }).written([]), '${X}');
});
