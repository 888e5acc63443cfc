import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createColour } from '../../../src/report/console/colour.ts';

const level = (isTTY: boolean | undefined, environment: Record<string, string>, flag?: boolean): number =>
  createColour({ stream: { isTTY }, flag, environment }).level;

test('a terminal has colour, anything else has none', () => {
  assert.equal(level(true, { TERM: 'xterm' }), 1);
  assert.equal(level(true, {}), 1);
  assert.equal(level(false, {}), 0);
  assert.equal(level(undefined, { TERM: 'xterm', COLORTERM: 'truecolor', CI: 'true' }), 0);
});

test('TERM=dumb turns it off, NO_COLOR too unless it is empty', () => {
  assert.equal(level(true, { TERM: 'dumb' }), 0);
  assert.equal(level(true, { NO_COLOR: '1' }), 0);
  assert.equal(level(true, { NO_COLOR: '' }), 1);
});

test('FORCE_COLOR wins over NO_COLOR, TERM and the stream, unless it is empty', () => {
  assert.equal(level(false, { FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb' }), 1);
  assert.equal(level(false, { FORCE_COLOR: '3' }), 3);
  assert.equal(level(false, { FORCE_COLOR: '2' }), 2);
  assert.equal(level(false, { FORCE_COLOR: 'true' }), 1);
  assert.equal(level(true, { FORCE_COLOR: '0' }), 0);
  assert.equal(level(true, { FORCE_COLOR: 'false' }), 0);
  assert.equal(level(false, { FORCE_COLOR: '' }), 0);
  assert.equal(level(true, { FORCE_COLOR: '', NO_COLOR: '1' }), 0);
});

test('the flag wins over everything', () => {
  assert.equal(level(false, { NO_COLOR: '1', TERM: 'dumb', FORCE_COLOR: '0' }, true), 1);
  assert.equal(level(true, { FORCE_COLOR: '1' }, false), 0);
});
