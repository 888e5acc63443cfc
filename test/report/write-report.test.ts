import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { prepareReportFolder, reportFiles, writeReport, writeWhole } from '../../src/report/write-report.ts';
import { UsageError } from '../../src/shared/errors.ts';
import { buildReport } from '../fixtures/reports/build-report.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';

const startedAtMs = Date.UTC(2026, 10, 23, 7, 5, 9, 678);

test('files are called after scenario and start in UTC, never twice the same', () => {
  const { json, html } = reportFiles('reports', 'smoke', startedAtMs, undefined);
  assert.match(json, /^reports[/\\]smoke-20261123T070509Z-[0-9a-f]{6}\.json$/);
  assert.equal(html, json.replace(/json$/, 'html'));
  assert.notEqual(reportFiles('reports', 'smoke', startedAtMs, undefined).json, json);
});

test('a name that the user gives is kept, with or without ending', () => {
  for (const named of ['out/a.b', 'out/a.b.json', 'out/a.b.html']) {
    assert.deepEqual(reportFiles('reports', 'smoke', 0, named), { json: 'out/a.b.json', html: 'out/a.b.html' });
  }
});

test('the folder is made, with those above it; a second time is no fault', async () => {
  const folder = join(temporaryFolder(), 'a', 'b');
  const files = reportFiles(folder, 'smoke', 0, undefined);
  await prepareReportFolder(files);
  await prepareReportFolder(files);
  assert.ok(statSync(folder).isDirectory());
  assert.deepEqual(readdirSync(folder), []);
});

test('JSON is the report, HTML holds it, and nothing else is left', async () => {
  const folder = temporaryFolder();
  const files = reportFiles(folder, 'smoke', 0, join(folder, 'run'));
  const report = buildReport();
  await writeReport(report, files);
  await writeReport(report, files);
  assert.deepEqual(readdirSync(folder).sort(), ['run.html', 'run.json']);
  const text = readFileSync(files.json, 'utf8');
  assert.deepEqual(JSON.parse(text), report);
  assert.ok(text.endsWith('}\n'));
  assert.match(readFileSync(files.html, 'utf8'), /^<!doctype html>[^]*<\/html>\s*$/i);
});

test('a reader sees the old file or the new one, never a part', async () => {
  const path = join(temporaryFolder(), 'a.json');
  const [old, fresh] = ['a', 'b'].map(letter => letter.repeat(20_000_000)) as [string, string];
  writeFileSync(path, old);
  const progress = { isDone: false };
  const writing = writeWhole(path, fresh).finally(() => (progress.isDone = true));
  const seen = new Set<string>();
  for (; !progress.isDone; await new Promise(resolve => setImmediate(resolve))) {
    const { size } = statSync(path);
    const text = readFileSync(path, 'utf8');
    seen.add(`${size} ${text[0]}`);
  }
  await writing;
  assert.equal(readFileSync(path, 'utf8'), fresh);
  for (const each of seen) assert.match(each, /^20000000 [ab]$/);
  assert.ok(seen.has('20000000 a'), 'it was looked at on the way');
});

test('what cannot be put in its place leaves no part behind', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'taken', 'inside'), { recursive: true });
  await assert.rejects(writeWhole(join(folder, 'taken'), 'text'));
  assert.deepEqual(readdirSync(folder), ['taken']);
});

const isUsage = (part: RegExp) => (error: unknown) =>
  error instanceof UsageError && error.exitCode === 2 && part.test(error.message) && error.hint !== undefined;

test('a folder that cannot be made is the mistake of who named it', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const below = reportFiles(join(folder, 'file', 'reports'), 'smoke', 0, undefined);
  await assert.rejects(prepareReportFolder(below), isUsage(/cannot be written to .*file[/\\]reports: ENOTDIR/));
  const within = reportFiles(join(folder, 'file'), 'smoke', 0, undefined);
  await assert.rejects(prepareReportFolder(within), isUsage(/cannot be written to .*file: EEXIST/));
});

test('so are a folder in the place of the file, and one that may not be written to', async t => {
  const folder = temporaryFolder();
  for (const ending of ['json', 'html']) {
    await t.test(`a folder called .${ending}`, async () => {
      mkdirSync(join(folder, `${ending}.${ending}`));
      const files = reportFiles('', '', 0, join(folder, ending));
      await assert.rejects(prepareReportFolder(files), isUsage(/is a folder/));
    });
  }
  await t.test('a closed folder', async t => {
    const isRoot = process.getuid?.() === 0;
    if (isRoot) return t.skip('root can write everywhere');
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    await assert.rejects(prepareReportFolder(reportFiles(closed, 'a', 0, undefined)), isUsage(/EACCES/));
  });
});
