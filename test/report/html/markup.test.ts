import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Markup, markup, type Content } from '../../../src/report/html/markup.ts';

test('values are escaped for text and for quoted attributes', () => {
  assert.equal(markup`<a title="${`"'`}">${'<b>&'}</a>`.text, '<a title="&quot;&#39;">&lt;b&gt;&amp;</a>');
});

test('markup within markup is not escaped again; lists are joined', () => {
  assert.equal(
    markup`<ul>${['a', 'b<'].map(each => markup`<li>${each}</li>`)}</ul>`.text,
    '<ul><li>a</li><li>b&lt;</li></ul>',
  );
});

test('null, undefined and false are left out; zero and the empty text are not mistaken for them', () => {
  assert.equal(markup`${null}${undefined}${false}${0}${''}`.text, '0');
});

test('an object that looks like markup is none', () => {
  const forged = JSON.parse('{"text":"<script>"}') as Content;
  assert.throws(() => markup`${forged}`);
  assert.equal(markup`${new Markup('<b>')}`.text, '<b>');
});
