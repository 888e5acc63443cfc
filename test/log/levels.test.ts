import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLevels } from '../../src/log/levels.ts';
import { UsageError } from '../../src/shared/errors.ts';
import { logModules } from '../../src/shared/logs.ts';

test('one level is that of every module', () => {
  assert.deepEqual([...new Set(Object.values(parseLevels('warn')))], ['warn']);
  assert.deepEqual(Object.keys(parseLevels('warn')), [...logModules]);
});

test('a module has its own level wherever it stands; the others have the one for all, else info', () => {
  const { stream, seed, run, state } = parseLevels('stream=debug,warn,seed=silent');
  assert.deepEqual({ stream, seed, run, state }, { stream: 'debug', seed: 'silent', run: 'warn', state: 'warn' });
  assert.deepEqual(parseLevels(' stream=debug , info '), parseLevels('stream=debug'));
  assert.equal(parseLevels('stream=debug').run, 'info');
});

const mistakes: Readonly<Record<string, RegExp>> = {
  inof: /^--log-level inof: "inof" is no level \(did you mean "info"\?\)$/,
  'straem=debug': /"straem" is no module \(did you mean "stream"\?\)/,
  'stream=deubg': /"deubg" is no level \(did you mean "debug"\?\)/,
  'straem=deubg,wran': /"straem" is no module .*; "deubg" is no level .*; "wran" is no level \(did you mean "warn"\?\)/,
  'info,debug': /the level for all is given twice/,
  'stream=info,stream=debug': /stream is given twice/,
  'stream=info=debug': /"info=debug" is no level/,
  all: /"all" is no level/,
  'all=info': /"all" is no module/,
  stream: /"stream" is no level/,
  'stream=': /"" is no level/,
  '=debug': /"" is no module/,
  'info,': /"" is no level/,
  '': /"" is no level/,
  INFO: /"INFO" is no level \(did you mean "info"\?\)/,
};
for (const [text, said] of Object.entries(mistakes)) {
  test(`"${text}" is refused`, () => {
    assert.throws(
      () => parseLevels(text),
      (error: unknown) => {
        assert.ok(error instanceof UsageError);
        assert.match(error.message, said);
        assert.match(error.hint ?? '', /levels: debug, .*; modules: run, /);
        return true;
      },
    );
  });
}
