import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { renderComparisonHtml } from '../../../src/compare/html/comparison-page.ts';
import { pageScript } from '../../../src/report/html/page-script.generated.ts';
import { buildCapture, compared, runWith, sideOf } from '../build-sides.ts';
import { toldComparisons } from '../reporters/told-comparisons.ts';
import { elementsOf } from '../../report/html/elements-of.ts';
import { savedReport } from '../../report/html/saved-report.ts';
import { heavyRuns } from './heavy-runs.ts';

const told = toldComparisons();

for (const [name, comparison] of Object.entries(told)) {
  const page = renderComparisonHtml(comparison);
  const elements = elementsOf(page);
  const valuesOf = (attribute: string): string[] =>
    elements.flatMap(each => (each.attributes.has(attribute) ? [each.attributes.get(attribute) ?? ''] : []));

  test(`${name}: ids are unique, every link and label has its target, and the contents name all sections`, () => {
    const ids = valuesOf('id');
    assert.deepEqual(ids, [...new Set(ids)]);
    const links = valuesOf('href').flatMap(href => (href.startsWith('#') ? [href.slice(1)] : []));
    const labels = valuesOf('aria-labelledby').flatMap(value => value.split(' '));
    for (const id of [...links, ...labels]) assert.ok(ids.includes(id), id);
    const sections = elements.filter(each => each.name === 'section').map(each => each.attributes.get('id'));
    for (const id of sections) assert.ok(links.includes(id!), id);
  });

  test(`${name}: the pages' script alone, no style attribute, nothing from the network, and a policy that holds to it`, () => {
    assert.equal(elements.filter(each => each.name === 'script').length, 1);
    assert.ok(page.includes(`<script>${pageScript}</script>`));
    assert.deepEqual(valuesOf('style'), []);
    for (const url of [...valuesOf('href'), ...valuesOf('src')]) assert.match(url, /^(?:#|data:)/);
    const textOf = (tag: string): string => new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page)?.[1] ?? '';
    for (const text of [textOf('style'), textOf('script')]) {
      const hash = createHash('sha256').update(text).digest('base64');
      assert.ok(valuesOf('content').some(policy => policy.includes(`sha256-${hash}`)));
    }
    assert.doesNotMatch(textOf('style'), /url\(|@import/);
  });

  test(`${name}: light, and the file to save is the comparison`, () => {
    assert.ok(Buffer.byteLength(page) < 400_000, `${Buffer.byteLength(page)} bytes`);
    assert.deepEqual(savedReport(page), comparison);
    assert.equal(renderComparisonHtml(structuredClone(comparison)), page);
  });
}

test('the verdict stands first, as a word and a sentence', () => {
  for (const [name, word] of [
    ['passed', 'Passed'],
    ['suspect', 'Suspect'],
    ['failed', 'Failed'],
  ] as const) {
    const page = renderComparisonHtml(told[name]!);
    assert.match(page, new RegExp(`<p class="word">${word}</p>\\n<p class="finding">[A-Za-z][^<]+\\.</p>`));
    assert.ok(page.indexOf('class="word"') < page.indexOf('<section'));
  }
});

test('regressions stand before suspicions, those before what is alike, each with p and the number of runs', () => {
  const [, table = ''] = /<div class="metrics">([^]*?)<\/table>/.exec(renderComparisonHtml(told['failed']!)) ?? [];
  const places = ['Regression', 'Suspect', '~'].map(word => [table.indexOf(`>${word}<`), table.indexOf(` ${word}<`)]);
  const found = places.map(([bare, marked]) => Math.max(bare!, marked!));
  assert.deepEqual(
    found,
    [...found].sort((one, other) => one - other),
    'worst first',
  );
  assert.ok(!found.includes(-1), 'each is there');
  const row = table.split('<tr>').find(each => each.includes('throughput'))!;
  for (const text of ['100/s', '80.2/s', '-20 %', '5 %', '0.012', '5 / 5']) assert.ok(row.includes(`>${text}<`), text);
});

test('every run is a dot of its side, and both sides are drawn in every chart', () => {
  const page = renderComparisonHtml(told['failed']!);
  const strips = [...page.matchAll(/<svg class="strip"[^]*?<\/svg>/g)].map(([strip]) => strip);
  assert.ok(strips.length > 5);
  for (const strip of strips) assert.equal(strip.match(/h\.01/g)?.length, 10);
  const charts = [...page.matchAll(/<figure class="chart"[^]*?<\/figure>/g)].map(([chart]) => chart);
  const titles = new Set(charts.map(chart => /<h3[^>]*>([^<]+)</.exec(chart)![1]));
  for (const title of ['Throughput', 'Latency p50', 'Latency p99', 'Latency by percentile', 'Lag by percentile']) {
    assert.ok(titles.has(title), title);
  }
  for (const chart of charts) {
    const [, plot = ''] = /<svg class="plot"([^]*?)<\/svg>/.exec(chart) ?? [];
    for (const side of ['accent', 'second']) assert.match(plot, new RegExp(`class="line ${side}" d="M[^"]{6,}"`));
  }
});

test('captures that face each other stand side by side, with their connectors', () => {
  const capture = (label: string, missing: number) => ({
    captures: { c: { ...buildCapture({ kind: 'redis', missing }), connector: { label, version: '1.2', kind: null } } },
  });
  const page = renderComparisonHtml(
    compared(sideOf('old', [capture('dbz-2.7', 0)] as never), sideOf('new', [capture('dbz-3.6', 3)] as never)),
  );
  const [, facing = ''] = /<div class="facing">([^]*?)<\/table>/.exec(page) ?? [];
  assert.match(facing, /old: c \(dbz-2\.7[^]*new: c \(dbz-3\.6/);
  assert.match(
    facing,
    /missing changes<\/th><td class="number">0<\/td><td class="number">3<\/td><td class="number">\+3</,
  );
});

test('in what the sides differ, and every warning, is told', () => {
  const other = { ...runWith(100), environment: { server: { version: '17.2', settings: { fsync: 'off' } } } };
  const comparison = compared(sideOf('a', [runWith(100)]), sideOf('b', [other]));
  const page = renderComparisonHtml(comparison);
  const [, differences = ''] = /<section id="differences"([^]*?)<\/section>/.exec(page) ?? [];
  for (const { what } of comparison.differences) assert.ok(differences.includes(`>${what}<`), what);
  assert.ok(comparison.differences.length >= 2);
  const [, warnings = ''] = /<section id="warnings"([^]*?)<\/section>/.exec(page) ?? [];
  assert.equal(warnings.match(/<li>/g)?.length, comparison.warnings.length);
});

test('ten runs of ten minutes are a page below 400 kB that says what its JSON leaves out', () => {
  const comparison = compared(sideOf('a', heavyRuns(1)), sideOf('b', heavyRuns(2)));
  const page = renderComparisonHtml(comparison);
  assert.ok(Buffer.byteLength(page) < 400_000, `${Buffer.byteLength(page)} bytes`);
  assert.match(page, /without the course over time of every single run/);
  assert.deepEqual(savedReport(page), { ...comparison, series: [], retained: [] });
  assert.match(page, /id="retained-1"/);
});

test('hostile values make no element and no attribute that other values do not', () => {
  const shape = (name: string): string[] =>
    elementsOf(renderComparisonHtml(told[name]!)).map(each => `${each.name} ${[...each.attributes.keys()].join(' ')}`);
  const known = new Set([...shape('failed'), ...shape('limited')]);
  assert.deepEqual(shape('hostile').filter(each => !known.has(each)), []); // prettier-ignore
  assert.ok(renderComparisonHtml(told['hostile']!).includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
});
