import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../helpers/scenarios.ts';
import { logOnDays } from './spawn-on-day.ts';

/** Noon in Greenwich: the same day in every inhabited time zone but the easternmost. */
const noon = (day: number): string => `2031-03-${String(day).padStart(2, '0')}T12:00:00Z`;
const fileOf = (day: number): string => `alimentador.2031-03-${String(day).padStart(2, '0')}.1.log`;

function lines(folder: string, file: string): Record<string, unknown>[] {
  const text = readFileSync(join(folder, file), 'utf8');
  assert.ok(text.endsWith('\n'));
  return text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
}

/** What the log folder holds beside the link. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter(name => name !== 'alimentador.log')
    .sort();

test('nine processes on nine days: a file a day, the last seven are kept, one name leads to the newest', async () => {
  const folder = join(temporaryFolder(), 'logs');
  for (let day = 1; day <= 9; day++) assert.equal(await logOnDays(folder, noon(day), 1, `day ${day}`), '');
  assert.deepEqual(filesIn(folder), [3, 4, 5, 6, 7, 8, 9].map(fileOf));
  for (const day of [3, 9]) {
    assert.deepEqual(lines(folder, fileOf(day)).map(({ msg, time }) => [msg, time]), [[`day ${day}`, noon(day).replace('Z', '.000Z')]]); // prettier-ignore
  }
  assert.equal(readlinkSync(join(folder, 'alimentador.log')), fileOf(9));
  assert.equal(lines(folder, 'alimentador.log')[0]!['msg'], 'day 9');
});

test('a second process on the same day goes on in the same file', async () => {
  const folder = temporaryFolder();
  await logOnDays(folder, noon(1), 1, 'first');
  await logOnDays(folder, '2031-03-01T20:00:00Z', 1, 'second');
  assert.deepEqual(filesIn(folder), [fileOf(1)]);
  assert.deepEqual(lines(folder, fileOf(1)).map(({ msg }) => msg), ['first', 'second']); // prettier-ignore
});

test('one process over nine days: cut at each midnight, seven days kept, those of others included', async () => {
  const folder = temporaryFolder();
  await logOnDays(folder, '2031-02-20T12:00:00Z', 1, 'of another process');
  assert.equal(await logOnDays(folder, noon(1), 9, 'on and on'), '');
  assert.deepEqual(filesIn(folder), [3, 4, 5, 6, 7, 8, 9].map(fileOf));
  assert.deepEqual(lines(folder, fileOf(5)).map(({ day }) => day), [5]); // prettier-ignore
  assert.equal(readlinkSync(join(folder, 'alimentador.log')), fileOf(9));
});

test('the day is the local one: two in the morning in Greenwich is the evening before in São Paulo', async () => {
  const folder = temporaryFolder();
  await logOnDays(folder, '2031-03-05T02:00:00Z', 1, 'late');
  assert.deepEqual(filesIn(folder), [fileOf(4)]);
});

test('nothing but log files of old days is removed, and never the present one', async () => {
  const folder = temporaryFolder();
  const others = [
    'alimentador.2031-01-01.log',
    'alimentador.txt',
    'other.2031-01-01.1.log',
    'x.alimentador.2031-01-01.1.log',
  ];
  for (const name of others) writeFileSync(join(folder, name), '');
  // A clock that was wrong has left eight days of the future behind.
  for (let day = 11; day <= 18; day++) writeFileSync(join(folder, fileOf(day)), '');
  await logOnDays(folder, noon(1), 1, 'now');
  assert.deepEqual(filesIn(folder), [...others, ...[1, 12, 13, 14, 15, 16, 17, 18].map(fileOf)].sort());
  assert.equal(lines(folder, 'alimentador.log')[0]!['msg'], 'now');
});

test('two numbers of a day are one day', async () => {
  const folder = temporaryFolder();
  for (let day = 1; day <= 6; day++) {
    writeFileSync(join(folder, fileOf(day)), '');
    writeFileSync(join(folder, fileOf(day).replace('.1.', '.2.')), '');
  }
  await logOnDays(folder, noon(7), 1, 'now');
  assert.equal(filesIn(folder).length, 13);
  await logOnDays(folder, noon(8), 1, 'now');
  assert.equal(filesIn(folder).length, 12);
});

test('processes that write at the same time lose and garble nothing', async () => {
  const folder = temporaryFolder();
  const names = ['a', 'b', 'c', 'd'].map(letter => letter.repeat(30_000));
  const said = await Promise.all(names.map(name => logOnDays(folder, noon(1), 40, name)));
  assert.deepEqual(said, ['', '', '', '']);
  assert.equal(filesIn(folder).length, 7);
  const kept = filesIn(folder).flatMap(file => lines(folder, file));
  for (const name of names) {
    const days = kept.filter(({ msg }) => msg === name).map(({ day }) => day);
    assert.deepEqual(days, [34, 35, 36, 37, 38, 39, 40]);
  }
  assert.equal(kept.length, 28);
});

test('a file that stands where the link should be is left alone, and it is said once', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'alimentador.log'), 'of the old script\n');
  const said = await logOnDays(folder, noon(1), 3, 'here');
  assert.match(said, /^the log goes on, .*alimentador\.log is a file of its own, so no link to [^\n]*\n$/);
  assert.equal(readFileSync(join(folder, 'alimentador.log'), 'utf8'), 'of the old script\n');
  assert.deepEqual(filesIn(folder), [1, 2, 3].map(fileOf));
});

test('a full disk is said once and ends nothing; what could not be written follows when there is room', async t => {
  if (!existsSync('/dev/full')) return t.skip('no /dev/full here');
  const folder = temporaryFolder();
  symlinkSync('/dev/full', join(folder, fileOf(1)));
  const said = await logOnDays(folder, noon(1), 2, 'x');
  assert.match(said, /^the log cannot be written: ENOSPC[^\n]*\n$/);
  assert.deepEqual(lines(folder, fileOf(2)).map(({ day }) => day), [1, 2]); // prettier-ignore
});

test('a disk that stays full does not fill the memory instead, and lost lines are told', async t => {
  if (!existsSync('/dev/full')) return t.skip('no /dev/full here');
  const folder = temporaryFolder();
  for (let day = 1; day <= 7; day++) symlinkSync('/dev/full', join(folder, fileOf(day)));
  const said = await logOnDays(folder, noon(1), 7, 'x'.repeat(100_000));
  assert.match(said, /^the log cannot be written: ENOSPC[^\n]*\nlines of the log are lost\n$/);
});
