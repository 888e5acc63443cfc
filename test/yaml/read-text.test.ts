import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { problemLine } from '../../src/yaml/problem.ts';
import { readYamlFile } from '../../src/yaml/yaml-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'alimentador-read-'));
after(() => rmSync(folder, { recursive: true }));

async function problemsOf(path: string): Promise<string[]> {
  const { file, problems } = await readYamlFile(path, { shownAs: 'a.yaml', environment: {}, substitute: true });
  assert.equal(file === undefined, problems.length > 0);
  return problems.map(problemLine);
}

function fileWith(content: string | Uint8Array): string {
  const path = join(folder, 'content.yaml');
  writeFileSync(path, content);
  return path;
}

const contents: [string, string | Uint8Array, string[]][] = [
  ['an empty file', '', ['a.yaml:1:1 is empty (write the declaration in it)']],
  ['only a byte order mark', '\ufeff', ['a.yaml:1:1 is empty (write the declaration in it)']],
  ['zero bytes', 'a: 1\u0000', ['a.yaml:1:1 is binary, or not in UTF-8 (save it as text in UTF-8)']],
  ['UTF-16', Buffer.from('a: 1', 'utf16le'), ['a.yaml:1:1 is binary, or not in UTF-8 (save it as text in UTF-8)']],
  [
    'Latin-1',
    Buffer.from('name: a\ndescription: Clínica', 'latin1'),
    ['a.yaml:2:16 is not in UTF-8 here (save the file as UTF-8)'],
  ],
  [
    'a cut character',
    Buffer.from('a: é').subarray(0, -1),
    ['a.yaml:1:4 is not in UTF-8 here (save the file as UTF-8)'],
  ],
  [
    'a PNG',
    Buffer.from('89504e470d0a1a0a0000000d', 'hex'),
    ['a.yaml:1:1 is binary, or not in UTF-8 (save it as text in UTF-8)'],
  ],
  [
    'a byte order mark and CRLF',
    '\ufeffa: .nan\r\nb: .nan\r\n',
    [
      'a.yaml:1:4 a: .nan is not a finite number (write a number that is, or put a text in quotes)',
      'a.yaml:2:4 b: .nan is not a finite number (write a number that is, or put a text in quotes)',
    ],
  ],
];

for (const [name, content, expected] of contents) {
  test(name, async () => {
    const path = fileWith(content);
    const { problems } = await readYamlFile(path, { shownAs: 'a.yaml', environment: {}, substitute: true });
    assert.deepEqual(problems.map(problemLine), expected);
  });
}

test('a file that is not there', async () => {
  const path = join(folder, 'none.yaml');
  assert.deepEqual(await problemsOf(path), [`a.yaml:1:1 does not exist (${path}) (check the path)`]);
  const below = join(fileWith('a: 1'), 'x.yaml');
  assert.deepEqual(await problemsOf(below), [`a.yaml:1:1 does not exist (${below}) (check the path)`]);
});

test('a path that cannot be one', async () => {
  assert.deepEqual(await problemsOf('a\u0000b'), [
    'a.yaml:1:1 cannot be read (ERR_INVALID_ARG_VALUE) (check the path)',
  ]);
  assert.deepEqual(await problemsOf('x'.repeat(5000)), ['a.yaml:1:1 cannot be read (ENAMETOOLONG) (check the path)']);
});

test('a folder', async () => {
  const path = join(folder, 'folder.yaml');
  mkdirSync(path);
  assert.deepEqual(await problemsOf(path), ['a.yaml:1:1 is a folder, not a file (name a file in it)']);
});

test('a pipe is not waited for', { skip: process.platform === 'win32' }, async () => {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  assert.deepEqual(await problemsOf(path), [
    'a.yaml:1:1 is not a regular file (write its content to a file and name that)',
  ]);
});

test('a file of 50 MB is refused by its size', async () => {
  const path = join(folder, 'huge.yaml');
  writeFileSync(path, '');
  truncateSync(path, 50_000_000);
  assert.deepEqual(await problemsOf(path), [
    'a.yaml:1:1 is 50.0 MB large, and at most 5 MB are read (is it the right file?)',
  ]);
});

test('a file that may not be read', { skip: process.platform === 'win32' }, async () => {
  const path = fileWith('a: 1');
  chmodSync(path, 0o000);
  const isRoot = process.getuid?.() === 0;
  // Root may read everything, so for this one question it is somebody else.
  if (isRoot) process.seteuid!(65_534);
  try {
    assert.deepEqual(await problemsOf(path), [
      'a.yaml:1:1 may not be read (give the user that runs this the right to read it)',
    ]);
  } finally {
    if (isRoot) process.seteuid!(0);
    chmodSync(path, 0o600);
  }
});

test('a readable file', async () => {
  assert.deepEqual(await problemsOf(fileWith('a: 1')), []);
});
