import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { commandWords } from '../../../src/scenario/connector/command-words.ts';

test('a command is split at blanks, and quotes keep them', () => {
  assert.deepEqual(commandWords('./run.sh'), ['./run.sh']);
  assert.deepEqual(commandWords('  java -cp "lib/with blank/*"\n io.Main  '), [
    'java',
    '-cp',
    'lib/with blank/*',
    'io.Main',
  ]);
  assert.deepEqual(commandWords(`echo 'it is "so"' "it\\"s \\\\ so" a'b c'd ''`), [
    'echo',
    'it is "so"',
    'it"s \\ so',
    'ab cd',
    '',
  ]);
});

test('what only a shell would do is refused, and what is quoted is not', () => {
  for (const command of ['a | b', 'a && b', 'a; b', 'a > b', 'a < b', 'echo $HOME', 'echo `id`', 'echo $(id)', 'a &']) {
    assert.throws(() => commandWords(command), /only a shell understands.*\[sh, -c/, command);
  }
  assert.deepEqual(commandWords(`echo '$HOME' "a && b"`), ['echo', '$HOME', 'a && b']);
});

test('an open quote and an empty command are refused', () => {
  assert.throws(() => commandWords(`echo 'a`), /' that is not closed/);
  assert.throws(() => commandWords('echo "a'), /" that is not closed/);
  for (const command of ['', '  ', "''", '"" a']) assert.throws(() => commandWords(command), /names no program/);
});

test('any words survive when they are put in quotes', () => {
  const word = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(fc.tuple(fc.string({ minLength: 1 }), fc.array(word)), ([program, words]) => {
      const quoted = [program, ...words].map(each => `"${each.replace(/["\\]/g, '\\$&')}"`);
      assert.deepEqual(commandWords(quoted.join(' ')), [program, ...words]);
    }),
  );
});
