import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesToIgnore } from '../../../src/commands/init/ignored-lines.ts';

for (const [gitignore, lines] of [
  ['', 'reports/\nlogs/\n'],
  ['node_modules/\n', 'reports/\nlogs/\n'],
  ['node_modules/', '\nreports/\nlogs/\n'],
  ['reports/\n', 'logs/\n'],
  ['/reports\nlogs', ''],
  ['reports/*\r\n/logs/**\r\n', ''],
  ['# reports/\n!logs/\nmy-reports/\n', 'reports/\nlogs/\n'],
] as const) {
  test(`${JSON.stringify(gitignore)} lacks ${JSON.stringify(lines)}`, () => {
    assert.equal(linesToIgnore(gitignore), lines);
    assert.equal(linesToIgnore(gitignore + lines), '', 'nothing is lacking afterwards');
  });
}
