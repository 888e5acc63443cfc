import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { TextPart } from '../../src/model/generator-spec.ts';
import { offsetSeconds, percentShare, spanSeconds } from '../../src/model/offset.ts';
import { parseTemplate } from '../../src/model/template.ts';

const call = (name: string, ...args: unknown[]): TextPart => ({ call: name, arguments: args });

test('a template is literal text and calls in their order', () => {
  const templates: [string, TextPart[]][] = [
    ['', []],
    ['plain', ['plain']],
    ['{{person.fullName}}', [call('person.fullName')]],
    ['{{ person.fullName ( ) }}', [call('person.fullName')]],
    ['a {{b.c}}{{d.e}} f', ['a ', call('b.c'), call('d.e'), ' f']],
    ['{ }} {{a.b}}', ['{ }} ', call('a.b')]],
    ['{{a.b(1, "x", [2], {"y": null})}}', [call('a.b', 1, 'x', [2], { y: null })]],
    ['{{a.b({"c":{"d":{"e":1}}})}}}', [call('a.b', { c: { d: { e: 1 } } }), '}']],
    ['{{a.b("}}")}}', [call('a.b', '}}')]],
    ['{{a.b("\\"}}{{")}}!', [call('a.b', '"}}{{'), '!']],
    ['{{a.b("(")}}', [call('a.b', '(')]],
    ['{{a.b(\n1)}}', [call('a.b', 1)]],
  ];
  for (const [template, parts] of templates) assert.deepEqual(parseTemplate(template), parts, template);
});

test('any arguments come back as they were written', () => {
  const property = fc.property(
    fc.array(fc.jsonValue(), { maxLength: 3 }),
    fc.stringMatching(/^[^{]*$/),
    (args, after) => {
      const written = args.map(each => JSON.stringify(each)).join(',');
      const parts = parseTemplate(`<{{a.b(${written})}}${after}`);
      const expected = [
        '<',
        call('a.b', ...(JSON.parse(`[${written}]`) as unknown[])),
        ...(after === '' ? [] : [after]),
      ];
      assert.deepEqual(parts, expected);
    },
  );
  fc.assert(property);
});

test('what is no template says so in words', () => {
  const faulty: [string, string][] = [
    ['{{a.b', '"{{" without "}}" in "{{a.b"'],
    ['{{a.b("}})}}', '"{{" without "}}" in "{{a.b("}})}}"'],
    ['{{a.b({)}}', '"{{" without "}}" in "{{a.b({)}}"'],
    ['{{}}', '"{{}}" is no call such as {{person.firstName}}'],
    ['{{a}}', '"{{a}}" is no call such as {{person.firstName}}'],
    ['{{a.b.c}}', '"{{a.b.c}}" is no call such as {{person.firstName}}'],
    ['{{a.b(1}}', '"{{a.b(1}}" is no call such as {{person.firstName}}'],
    ['{{a.b(x)}}', 'the arguments of a.b are not JSON: x'],
    ['{{a.b(1,)}}', 'the arguments of a.b are not JSON: 1,'],
  ];
  for (const [template, message] of faulty) {
    assert.throws(() => parseTemplate(template), { name: 'SyntaxError', message });
  }
});

test('offsets are seconds with a sign, a year has 365 days, shares are hundredths of a percent', () => {
  assert.deepEqual(
    ['+1s', '-2m', '+3h', '-4d', '+5w', '-6y'].map(offsetSeconds),
    [1, -120, 10_800, -345_600, 3_024_000, -189_216_000],
  );
  assert.deepEqual(spanSeconds('1h..72h'), { from: 3_600, to: 259_200 });
  assert.deepEqual(
    ['0%', '0.5%', '0.29%', '12.34%', '99.99%', '100%'].map(percentShare),
    [0, 50, 29, 1_234, 9_999, 10_000],
  );
});
