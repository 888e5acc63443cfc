import assert from 'node:assert/strict';
import { test } from 'node:test';
import { document, type Member } from '../../../src/plan/values/document.ts';
import { assertShare } from '../chi-square.ts';
import { contextOf } from './context.ts';

function member(name: string, kind: Member['kind'], value: string | null, nulls = 0): Member {
  return { name, kind, nulls, generate: () => value };
}

test('numbers, booleans and objects are bare, everything else is text, and NULL is null', () => {
  const inner = document([member('deep', 'decimal', '-0.50')]);
  const made = document([
    member('int', 'int', '7'),
    member('decimal', 'decimal', '1.20'),
    member('yes', 'bool', 't'),
    member('no', 'bool', 'f'),
    member('text', 'faker', 'a "quoted" \\ line\n'),
    member('digits', 'digits', '007'),
    member('none', 'int', null),
    { name: 'inner', kind: 'json', nulls: 0, generate: inner },
  ])(contextOf(0))!;
  assert.equal(
    made,
    '{"int": 7, "decimal": 1.20, "yes": true, "no": false, "text": "a \\"quoted\\" \\\\ line\\n", "digits": "007", "none": null, "inner": {"deep": -0.50}}',
  );
  assert.deepEqual((JSON.parse(made) as { inner: object }).inner, { deep: -0.5 });
});

test('members are null as often as they say', () => {
  const make = document([
    member('half', 'int', '1', 5_000),
    member('never', 'int', '1'),
    member('always', 'int', '1', 10_000),
  ]);
  const made = Array.from(
    { length: 4_000 },
    (_, number) => JSON.parse(make(contextOf(number))!) as Record<string, unknown>,
  );
  const half = made.filter(each => each['half'] === null).length;
  assertShare(half, 4_000, 0.5, 'nulls');
  for (const { never, always } of made) assert.deepEqual([never, always], [1, null]);
});
