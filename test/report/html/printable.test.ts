import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printable } from '../../../src/report/html/printable.ts';

test('controls become pictures, line ends and tabs stay', () => {
  assert.equal(printable('a\u0000b\u001bc\rd\u007f'), 'a␀b␛c␍d␡');
  assert.equal(printable('a\n\tb'), 'a\n\tb');
});

test('what turns the reading direction is named by its number', () => {
  assert.equal(printable('\u202eabc\u2069\u0085'), '⟨U+202E⟩abc⟨U+2069⟩⟨U+0085⟩');
});

test('letters of any script stay as they are', () => {
  assert.equal(printable('João Gonçalves 日本 👩‍⚕️ שלום'), 'João Gonçalves 日本 👩‍⚕️ שלום');
});
