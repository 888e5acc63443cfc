import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../../src/shared/errors.ts';
import { checkAgainstSchema } from '../../src/yaml/json-schema.ts';
import { pathText } from '../../src/yaml/path.ts';
import { formatProblems, InvalidFiles, type Problem, problemLine } from '../../src/yaml/problem.ts';
import { readYamlFile } from '../../src/yaml/yaml-file.ts';

const problem: Problem = {
  file: 'a.yaml',
  line: 2,
  column: 3,
  path: 'b.c',
  message: 'is wrong',
  hint: 'mend it',
  severity: 'error',
};

test('problems are listed by file, line and column, with their lines and how many they are', () => {
  const problems: Problem[] = [
    { ...problem, file: 'b.yaml', line: 1, column: 1, path: '', severity: 'warning' },
    { ...problem, line: 10, column: 1 },
    { ...problem, column: 5, path: 'z' },
    problem,
  ];
  const sources = new Map([['a.yaml', 'b:\n  c: 1\n']]);
  assert.equal(
    formatProblems(problems, sources),
    [
      'error: a.yaml:2:3 b.c: is wrong (mend it)',
      '  2 |   c: 1',
      '    |   ^',
      '',
      'error: a.yaml:2:5 z: is wrong (mend it)',
      '  2 |   c: 1',
      '    |     ^',
      '',
      'error: a.yaml:10:1 b.c: is wrong (mend it)',
      '',
      'warning: b.yaml:1:1 is wrong (mend it)',
      '',
      '3 errors, 1 warning',
    ].join('\n'),
  );
});

test('a long list is cut, and says so', () => {
  const problems = Array.from({ length: 101 }, (_, index) => ({ ...problem, line: index + 1 }));
  const text = formatProblems(problems, new Map());
  assert.equal(text.match(/^error:/gm)?.length, 100);
  assert.match(text, /101 errors, of which the first 100 are listed$/);
});

test('a line has no line feeds, controls or passwords of a URL in it', () => {
  const message = '"x\n  y\u001b[31m" postgres://me:secret@host/db?password=secret';
  assert.equal(
    problemLine({ ...problem, path: 'a', message }),
    'a.yaml:2:3 a: "x y\ufffd[31m" postgres://me:******@host/db?password=****** (mend it)',
  );
});

test('invalid files are a usage error with all the problems', () => {
  const warning: Problem = { ...problem, severity: 'warning' };
  const error = new InvalidFiles([problem, warning], new Map([['a.yaml', 'b:\n  c: 1']]));
  assert.ok(error instanceof UsageError);
  assert.equal(error.exitCode, 2);
  assert.equal(error.name, 'InvalidFiles');
  assert.deepEqual(error.problems, [problem, warning]);
  assert.match(
    error.message,
    /^error: a\.yaml:2:3 b\.c: is wrong \(mend it\)\n {2}2 \| {3}c: 1\n {4}\| {3}\^\n\nwarning: /,
  );
});

test('paths', () => {
  assert.equal(pathText([]), '');
  assert.equal(pathText(['streamPhase', 'stages', 0, 'rate']), 'streamPhase.stages[0].rate');
  assert.equal(pathText([0, 1, 'a']), '[0][1].a');
  assert.equal(pathText(['próxima', 'a b', '', 'c.d', '1']), 'próxima["a b"][""]["c.d"].1');
  assert.equal(pathText(['x'.repeat(200)]), `["${'x'.repeat(79)}…"]`);
});

test('a file with many faults reads as in the golden text', async () => {
  const folder = new URL('../fixtures/scenario/', import.meta.url);
  const options = { shownAs: 'many-faults.yaml', environment: {}, substitute: true };
  const { file, problems } = await readYamlFile(fileURLToPath(new URL('many-faults.yaml', folder)), options);
  assert.ok(file);
  const all = [...problems, ...(await checkAgainstSchema(file, 'scenario'))];
  const expected = await readFile(new URL('many-faults.txt', folder), 'utf8');
  assert.equal(`${formatProblems(all, new Map([[file.file, file.text]]))}\n`, expected);
});
