import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseExpression, type Value } from '../../src/shared/expression.ts';

const values: Readonly<Record<string, Value>> = {
  four: 4,
  zero: 0,
  half: 0.5,
  word: 'four',
  yes: true,
  no: false,
  nothing: null,
  'a.b.c': 7,
  'bySqlState.23505': 3,
  'byEvent.insert it': 9,
};
const valueOf = (path: string): Value => (Object.hasOwn(values, path) ? values[path]! : null);
const truth = (text: string): boolean => parseExpression(text).evaluate(valueOf);

const truths: readonly (readonly [string, boolean])[] = [
  ['four < 5', true],
  ['four < 4', false],
  ['four <= 4', true],
  ['four <= 3', false],
  ['four > 3', true],
  ['four > 4', false],
  ['four >= 4', true],
  ['four >= 5', false],
  ['four == 4', true],
  ['four == 5', false],
  ['four != 5', true],
  ['four != 4', false],
  ['word == "four"', true],
  ["word == 'four'", true],
  ['word != "for"', true],
  ['word == "4"', false],
  ['yes == true', true],
  ['no == false', true],
  ['yes != true', false],
  ['four + 1 == 5', true],
  ['four - 1 == 3', true],
  ['four * 2 == 8', true],
  ['four / 8 == half', true],
  ['1 + four * 2 == 9', true],
  ['(1 + four) * 2 == 10', true],
  ['10 - 3 - 2 == 5', true],
  ['-four == -4', true],
  ['-(four + 1) < -4.5', true],
  ['four < 5 && zero == 0', true],
  ['four < 5 && zero == 1', false],
  ['four < 4 || zero == 0', true],
  ['four < 4 || zero == 1', false],
  ['four < 4 && zero == 0 || yes == true', true],
  ['four < 4 && (zero == 0 || yes == true)', false],
  ['a.b.c == 7', true],
  ['a["b"].c == 7', true],
  ['bySqlState["23505"] == 3', true],
  ['byEvent["insert it"] > 8', true],
  ['1e3 == 1000', true],
  ['.5 == half', true],
];
for (const [text, wanted] of truths) test(`${text} is ${wanted}`, () => assert.equal(truth(text), wanted));

const notMeasured = [
  'nothing < 5',
  'nothing == nothing',
  'nothing != 5',
  'unknown.path > 0',
  'four + nothing > 0',
  '-nothing < 0',
  'four < null',
];
for (const text of notMeasured) {
  test(`${text} cannot be told`, () => assert.throws(() => truth(text), /^Error: not measured$/));
}

test('what is not needed need not be measured', () => {
  assert.equal(truth('four == 4 || nothing > 1'), true);
  assert.equal(truth('four == 5 && nothing > 1'), false);
  assert.throws(() => truth('nothing > 1 || four == 4'), /not measured/);
});

const kinds: readonly (readonly [string, RegExp])[] = [
  ['four == "4"', /number and string cannot be compared/],
  ['yes == 1', /boolean and number cannot be compared/],
  ['word < "z"', /< compares numbers/],
  ['yes >= false', />= compares numbers/],
  ['word + 1 > 0', /"four" is not a number/],
  ['-word > 0', /"four" is not a number/],
];
for (const [text, message] of kinds)
  test(`${text} is no comparison of like with like`, () => assert.throws(() => truth(text), message));

const noExpressions = [
  '',
  'four',
  '4',
  'true',
  'four + 1',
  'four = 4',
  'four === 4',
  'four !== 4',
  'four < 5 < 6',
  '(four < 5) == true',
  '!yes',
  '!(four < 5)',
  'four <',
  '< 4',
  'four < 5 &&',
  'four < 5; four < 6',
  'four < 5, four < 6',
  'four ? 1 : 2',
  'four < (yes ? 1 : 2)',
  'f() > 1',
  'a.b() > 1',
  'four < [1]',
  'four < {}',
  'four % 2 == 0',
  'four ** 2 == 16',
  'four & 1 == 0',
  '~four == 1',
  '+four == 4',
  'this.four == 4',
  'four == `4`',
  'four < 5 and zero == 0',
  'a..b < 1',
  'a. < 1',
  "word == 'four",
  'four < 5)',
];
for (const text of noExpressions) {
  test(`${JSON.stringify(text)} is no expression`, () => {
    assert.throws(() => parseExpression(text), { name: 'SyntaxError' });
  });
}

test('paths are listed once, in the order in which they occur', () => {
  const { paths, text } = parseExpression('a.b < c * 2 && c == a.b || d["e f"].g != "a.b"');
  assert.deepEqual(paths, ['a.b', 'c', 'd.e f.g']);
  assert.equal(text, 'a.b < c * 2 && c == a.b || d["e f"].g != "a.b"');
});

test('any text is either an expression or a SyntaxError', () => {
  const piece = fc.constantFrom(
    'four',
    'a.b',
    '4',
    '"x"',
    '<',
    '==',
    '&&',
    '||',
    '+',
    '-',
    '(',
    ')',
    '[',
    ']',
    '.',
    '!',
    ' ',
    'this',
    '?',
    ':',
    ',',
  );
  const anyText = fc.oneof(
    fc.array(piece, { maxLength: 8 }).map(pieces => pieces.join('')),
    fc.string(),
  );
  fc.assert(
    fc.property(anyText, text => {
      try {
        assert.equal(typeof parseExpression(text).evaluate(() => 1), 'boolean');
      } catch (error) {
        assert.ok(
          error instanceof Error && !(error instanceof TypeError) && !(error instanceof RangeError),
          String(error),
        );
      }
    }),
    { seed: 20_240_501, numRuns: 5_000 },
  );
});

test('names of Object.prototype are paths like others', () => {
  assert.throws(() => truth('constructor == 1'), /not measured/);
  assert.deepEqual(parseExpression('__proto__.x == toString').paths, ['__proto__.x', 'toString']);
});
