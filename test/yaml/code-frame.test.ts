import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeFrame } from '../../src/yaml/code-frame.ts';

const long = `a: "${'x'.repeat(200)}"`;

const frames: [string, string, number, number, string][] = [
  ['the mark is below the column', 'a: 1\n  b: 2\n', 2, 6, '2 |   b: 2\n  |      ^'],
  ['the margin grows with the line number', '\n'.repeat(9) + 'a: 1', 10, 1, '10 | a: 1\n   | ^'],
  ['CRLF', 'a: 1\r\nb: 2\r\n', 2, 4, '2 | b: 2\n  |    ^'],
  ['behind the end of the line', 'a:', 1, 3, '1 | a:\n  |   ^'],
  ['tabs are a space each', 'a:\n\tb: 1', 2, 2, '2 |  b: 1\n  |  ^'],
  ['a character outside the basic plane is one wide', '"😀": x', 1, 7, '1 | "😀": x\n  |      ^'],
  [
    'controls cannot reach the terminal',
    'a: \u001b[31m\u202e\u009bx',
    1,
    4,
    '1 | a: \ufffd[31m\ufffd\ufffdx\n  |    ^',
  ],
  ['no such line', 'a: 1', 2, 1, ''],
  ['an empty line', 'a:\n\nb', 2, 1, ''],
  ['an empty text', '', 1, 1, ''],
  ['the beginning of a long line', long, 1, 4, `1 | ${long.slice(0, 100)}…\n  |    ^`],
  ['the middle of a long line', long, 1, 150, `1 | …${'x'.repeat(100)}…\n  | ${' '.repeat(50)}^`],
  ['the end of a long line', long, 1, 205, `1 | …${'x'.repeat(49)}"\n  | ${' '.repeat(50)}^`],
  [
    'a password in a URL',
    'url: postgres://me:secret@host/db',
    1,
    6,
    '1 | url: postgres://me:******@host/db\n  |      ^',
  ],
  ['a password with signs in it', 'url: pg://me:a@b:c@host', 1, 6, '1 | url: pg://me:*****@host\n  |      ^'],
  ['a variable for a password', 'url: pg://me:${PW}@host', 1, 6, '1 | url: pg://me:${PW}@host\n  |      ^'],
  ['a password of its own', '{ password: "secret", b: 1 }', 1, 1, '1 | { password: "******", b: 1 }\n  | ^'],
  ['no password', 'passwordFile: ./secret', 1, 1, '1 | passwordFile: ./secret\n  | ^'],
];

for (const [name, text, line, column, expected] of frames) {
  test(name, () => assert.equal(codeFrame(text, line, column), expected));
}

test('a password that begins before the window is hidden too', () => {
  const line = `${'x'.repeat(300)} pg://me:${'s'.repeat(120)}@host: 1`;
  assert.doesNotMatch(codeFrame(line, 1, 420), /s{3}/);
});
