import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { printable } from '../../../src/report/html/printable.ts';
import { markdownBlock, markdownTable, markdownText } from '../../../src/report/reporters/markdown-text.ts';
import { runReporters } from '../../../src/report/reporters/run-reporters.ts';
import { buildCapture } from '../../fixtures/reports/build-capture.ts';
import { cleanReplica, differingReplica } from '../../fixtures/reports/build-captures.ts';
import { buildReport } from '../../fixtures/reports/build-report.ts';
import { poisoned } from '../../fixtures/reports/poisoned.ts';
import { rendered, tagsIn } from './rendered-markdown.ts';
import { toldRuns } from './told-runs.ts';

function textOf(html: string): string {
  const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return html
    .replaceAll(/<!-- -->|<\/?(?:p|span)>/g, '')
    .replaceAll(/&(amp|lt|gt|quot);/g, (_, sign: string) => signs[sign]!);
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.stringMatching(/^[\w @#$:`*_~<>|\\()[\]!^&;/.-]{0,40}$/),
  fc.constantFrom(
    '@team look',
    '<img src=x onerror=alert(1)>',
    '[x](http://a.example)',
    'https://a.example/',
    'www.a.example',
    '`a` | b',
    '&amp;',
    ':smile:',
    '$a$',
  ),
);

test('a value is the text of its paragraph and nothing else, whatever it holds', () => {
  fc.assert(
    fc.property(hostile, value => {
      const html = rendered(`- ${markdownText(value)} .`)
        .replaceAll(/<\/?(?:ul|li)>\n?/g, '')
        .trim();
      assert.deepEqual(tagsIn(html).filter(tag => tag !== 'span'), []); // prettier-ignore
      assert.equal(textOf(html), `${printable(value).replace(/\s+/g, ' ').trim()} .`.trim());
    }),
    { numRuns: 500 },
  );
});

test('nothing is left for GitHub to make a mention, a reference, a link or a formula of', () => {
  fc.assert(
    fc.property(hostile, value => {
      const html = rendered(`a ${markdownText(value)}`);
      assert.doesNotMatch(html, /@\w|#\d|:\/\/\w|\bwww\.|\$[^<]|<a /);
    }),
    { numRuns: 500 },
  );
});

test('a value ends no cell of a table, and no block', () => {
  fc.assert(
    fc.property(hostile, value => {
      const table = rendered(markdownTable(['a', 'b'], [[markdownText(value), 'x']]));
      assert.deepEqual(tagsIn(table).filter(tag => ['td', 'th'].includes(tag)), ['th', 'th', 'td', 'td']); // prettier-ignore
      assert.deepEqual(tagsIn(rendered(markdownBlock([value, '````', '```']))), ['pre', 'code']);
    }),
  );
});

test('replicas have a table of their own', () => {
  const captures = { reference: buildCapture({ kind: 'slot', connector: null }), copy: cleanReplica() };
  const markdown = runReporters.markdown([
    { report: buildReport({ captures: { ...captures, late: differingReplica() } }) },
  ]);
  const cells = [...rendered(markdown).matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(match => match[1]),
  );
  const at = cells.findIndex(([first]) => first === 'replica');
  assert.deepEqual(cells.slice(at, at + 3), [
    ['replica', 'status', 'rows', 'predicted', 'differences', 'converged', 'earlier by at most'],
    ['copy', 'clean', '13 563', '13 563', '0', '312.4 ms', '254.1 ms'],
    ['late', 'findings', '13 562', '13 563', '2', '–', '–'],
  ]);
  assert.equal(cells.filter(([first]) => first === 'copy').length, 1);
});

for (const [name, report] of Object.entries(toldRuns())) {
  test(`${name}: short, the verdict first, what is bad before what is not, and hostile values make no other element`, () => {
    const markdown = runReporters.markdown([{ report }]);
    assert.ok(markdown.length < 60_000);
    assert.match(markdown, new RegExp(`^### .+ ${report.verdict.toUpperCase()}: `));
    const [bad, passed] = [/\*\*failed\*\*|\*\*no answer\*\*/, /\| passed \|/].map(pattern => markdown.search(pattern));
    if (report.verdict === 'passed') assert.equal(bad, -1);
    else if (passed! >= 0) assert.ok(bad! >= 0 && bad! < passed!);
    const known = new Set(tagsIn(rendered(markdown)));
    const found = tagsIn(rendered(runReporters.markdown([{ report: poisoned(report) }])));
    assert.deepEqual(found.filter(tag => !known.has(tag) && tag !== 'span'), []); // prettier-ignore
  });
}
