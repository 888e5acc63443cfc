import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderComparisonMarkdown } from '../../../src/compare/reporters/comparison-markdown.ts';
import { rendered, tagsIn } from '../../report/reporters/rendered-markdown.ts';
import { toldComparisons } from './told-comparisons.ts';

const told = toldComparisons();

test('the verdict comes first, what is worse before what is not, and all of it fits a comment', () => {
  for (const [name, comparison] of Object.entries(told)) {
    const markdown = renderComparisonMarkdown(comparison);
    assert.ok(Buffer.byteLength(markdown) < 65_536, name);
    assert.match(markdown, new RegExp(`^### .+ ${comparison.verdict.toUpperCase()}: `));
    const worse = markdown.lastIndexOf('| **regression** |');
    const same = markdown.indexOf('| ~ |');
    assert.equal(worse >= 0, comparison.verdict === 'failed', name);
    if (worse >= 0 && same >= 0) assert.ok(worse < same, name);
  }
});

test('~ stands where there is no difference, and what does not decide is folded away', () => {
  const markdown = renderComparisonMarkdown(told['passed']!);
  assert.match(markdown, /\n\| ~ \| throughput \| \S+ \| \S+ \| ~ \| 5 % \| [\d.]+ \|\n/);
  const folded = markdown.slice(markdown.indexOf('<details>'));
  assert.match(folded, /\| ~ \| latency p50 \|/);
  assert.match(folded, /\| ~ \| missing changes \| 0 \| 0 \| ~ \|/);
});

test('the sentence names what decides and what it could not compare', () => {
  assert.match(
    renderComparisonMarkdown(told['failed']!),
    /\nafter is worse than before in .*and in \d more metrics?\.\n/,
  );
  assert.match(renderComparisonMarkdown(told['limited']!), /\nNothing that decides is worse: .*not compared:.* throughput, latency p99/); // prettier-ignore
});

test('of very many only some are shown, with the number of the others', () => {
  assert.match(renderComparisonMarkdown(told['manyFailed']!), /\nand 46\d more\n/);
});

test('hostile names make no element that others do not', () => {
  const warned = renderComparisonMarkdown(told['limited']!);
  const known = new Set(tagsIn(rendered(renderComparisonMarkdown(told['failed']!) + warned)));
  const found = tagsIn(rendered(renderComparisonMarkdown(told['hostile']!)));
  assert.deepEqual(found.filter(tag => !known.has(tag) && tag !== 'span'), []); // prettier-ignore
});
