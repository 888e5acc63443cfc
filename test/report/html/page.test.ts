import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { renderHtml } from '../../../src/report/html/page.ts';
import { pageScript } from '../../../src/report/html/page-script.generated.ts';
import type { Report } from '../../../src/report/report.generated.ts';
import { buildReport } from '../../fixtures/reports/build-report.ts';
import { sampleRuns } from '../../fixtures/reports/sample-runs.ts';
import { elementsOf } from './elements-of.ts';
import { savedReport } from './saved-report.ts';

const runs: Readonly<Record<string, Report>> = sampleRuns();
const sections =
  'checks overview charts operations state events seed-phase captures findings rejections messages environment scenario digests data'.split(
    ' ',
  );
/** There only where they have something to tell. */
const optional = new Set(['captures', 'findings', 'rejections']);

for (const [name, report] of Object.entries(runs)) {
  const page = renderHtml(report);
  const elements = elementsOf(page);
  const named = (element: string) => elements.filter(each => each.name === element);
  const valuesOf = (attribute: string): string[] =>
    elements.flatMap(each => (each.attributes.has(attribute) ? [each.attributes.get(attribute) ?? ''] : []));

  test(`${name}: all sections stand in their order, and the contents name them`, () => {
    const found = named('section').map(each => each.attributes.get('id') ?? '');
    assert.deepEqual(
      found,
      sections.filter(id => !optional.has(id) || found.includes(id)),
    );
    const links = new Set(named('a').map(each => each.attributes.get('href')));
    for (const id of found) assert.ok(links.has(`#${id}`), id);
  });

  test(`${name}: ids are unique and every link and label within the page has its target`, () => {
    const ids = valuesOf('id');
    assert.deepEqual(ids, [...new Set(ids)]);
    const targets = valuesOf('href').filter(href => href.startsWith('#'));
    const labels = valuesOf('aria-labelledby').flatMap(value => value.split(' '));
    for (const id of [...targets.map(href => decodeURIComponent(href.slice(1))), ...labels])
      assert.ok(ids.includes(id), id);
  });

  test(`${name}: one script, no style attribute, nothing from the network`, () => {
    assert.equal(named('script').length, 1);
    assert.ok(page.includes(`<script>${pageScript}</script>`));
    assert.deepEqual(valuesOf('style'), []);
    assert.deepEqual(
      [...new Set(elements.flatMap(each => [...each.attributes.keys()]))].filter(key => key.startsWith('on')),
      [],
    );
    for (const url of [...valuesOf('href'), ...valuesOf('src')]) assert.match(url, /^(?:#|data:)/);
    const linked = page.replaceAll('http://www.w3.org/2000/svg', 'the name of a language');
    assert.doesNotMatch(linked, /\b(?:https?|ftp|file):|url\(|@import/);
  });

  test(`${name}: the file to save is the report`, () => {
    assert.deepEqual(savedReport(page), report);
  });

  test(`${name}: headings step down by one, tables have captions and scopes, pictures have texts`, () => {
    const levels = elements.flatMap(each => (/^h[1-6]$/.test(each.name) ? [Number(each.name.slice(1))] : []));
    assert.equal(levels[0], 1);
    assert.equal(levels.filter(level => level === 1).length, 1);
    for (const [index, level] of levels.entries()) assert.ok(level <= (levels[index - 1] ?? 0) + 1);
    assert.equal(named('caption').length, named('table').length);
    for (const heading of named('th')) assert.match(heading.attributes.get('scope') ?? '', /^(?:col|row|rowgroup)$/);
    const pictures = named('svg').filter(each => each.attributes.get('role') === 'img');
    assert.equal(named('desc').length, pictures.length);
    assert.deepEqual(
      ['html', 'header', 'nav', 'main', 'footer'].map(landmark => named(landmark).length),
      [1, 1, 1, 1, 1],
    );
    assert.equal(named('html')[0]?.attributes.get('lang'), 'en');
  });

  test(`${name}: the verdict stands in words and as a shape`, () => {
    const word = report.verdict.slice(0, 1).toUpperCase() + report.verdict.slice(1);
    assert.match(page, new RegExp(`<p class="word">\\s*${word}`));
    assert.match(page, new RegExp(`<svg class="mark ${report.verdict}" width="44"`));
  });
}

test('a five-minute run stays under 400 kB, however full', () => {
  for (const name of ['passed', 'busy', 'captured', 'failed', 'lost-changes'])
    assert.ok(renderHtml(runs[name]!).length < 400_000, name);
});

test('the same report gives the same page', () => {
  assert.equal(renderHtml(buildReport()), renderHtml(buildReport()));
});

test('the content policy names the style sheet and the script as they are, and allows no other', () => {
  const page = renderHtml(buildReport());
  for (const element of ['style', 'script']) {
    const [, text = ''] = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(page) ?? [];
    assert.ok(text.length > 1_000);
    const hash = createHash('sha256').update(text).digest('base64');
    assert.ok(page.includes(`${element}-src &#39;sha256-${hash}&#39;;`));
  }
  assert.match(page, /default-src &#39;none&#39;/);
});

test('the script is small', () => {
  assert.ok(pageScript.length < 10_000, `${pageScript.length} bytes`);
});

test('a failed run says the first finding as a sentence and links to the failed checks', () => {
  const page = renderHtml(runs['failed']!);
  assert.match(
    page,
    /The check “<a href="#check-consultas-sem-paciente">consultas sem paciente<\/a>” expected no rows and found 2 rows\./,
  );
  assert.match(page, /<a href="#check-consultas-sem-paciente">/);
  assert.match(page, /<a href="#check-replica-em-dia">/);
  assert.match(page, /<li><a href="#threshold-captures-dbz36-missing-0"><code>captures\.dbz36\.missing == 0<\/code>/);
  assert.match(page, /generator-limited/);
  assert.match(page, /42P01: relation &quot;consultas_replica&quot; does not exist/);
  assert.match(page, /<th scope="row">23505<\/th><td>unique_violation<\/td>/);
});

test('a failed check shows its query and rows at once, a passed one when asked', () => {
  const page = renderHtml(runs['failed']!);
  const opened = page.match(/<details open><summary>Query/g) ?? [];
  assert.equal(opened.length, 2);
  assert.match(page, /<summary>Query, 2 offending rows<\/summary>/);
  assert.equal(renderHtml(buildReport()).includes('<details open'), false);
});

test('many passed checks are folded away, failed ones never', () => {
  const [failed, passed] = [runs['failed']!.checks[1]!, buildReport().checks[0]!];
  const checks = [...Array.from({ length: 6 }, (_, index) => ({ ...passed, name: `passed ${index}` })), failed];
  const page = renderHtml(buildReport({ verdict: 'failed', checks }));
  const [before = '', folded = ''] = page.split('<details class="folded">');
  assert.match(before, /7 checks, 1 failed/);
  assert.match(before, /id="check-consultas-sem-paciente"/);
  assert.match(folded, /^<summary>.*6 checks passed<\/span><\/summary>/);
  assert.match(folded, /id="check-passed-0"/);
});

test('where a state differs, NULL is told from the text NULL and spaces at the end are kept', () => {
  const page = renderHtml(runs['failed']!);
  assert.match(page, /<em class="null">NULL<\/em><\/td><td><code class="value">NULL<\/code>/);
  assert.match(page, /<code class="value">Retorno <\/code>/);
});

test('every check and every threshold has a place that a link leads to', () => {
  const { checks, thresholds } = runs['failed']!;
  const ids = elementsOf(renderHtml(runs['failed']!)).map(({ attributes }) => attributes.get('id') ?? '');
  assert.equal(ids.filter(id => id.startsWith('check-')).length, checks.length);
  assert.equal(ids.filter(id => id.startsWith('threshold-')).length, thresholds.length);
});

test('tiles tell lag, findings and drain of the worst capture, and of replicas when they converged', () => {
  const tile = (label: string, value: string, note: string): RegExp =>
    new RegExp(`<dt>${label}</dt><dd class="value">${value}</dd><dd class="note">${note}`);
  const lost = renderHtml(runs['lost-changes']!);
  const name = 'dbz36_unwrapped_to_redis_streams';
  const counted = (count: string): string => `<span class="outcome failed">.*${count}</span>`;
  assert.match(lost, tile('Missing', counted('1\u00a0204'), `${name}, 84\u00a0000 changes expected`));
  assert.match(lost, tile('Duplicated', counted('31'), name));
  assert.match(lost, tile('Lag p99', '–', `${name}, p50 .* ms, 1\u00a0204 never came`));
  assert.match(lost, tile('Drain', '61\u00a0400 <small>ms</small>', name));
  const captured = renderHtml(runs['captured']!);
  assert.match(captured, tile('Missing', '0', 'of 2 captures, 84\u00a0000 changes expected'));
  assert.match(captured, tile('Replica converged', '312 <small>ms</small>', 'replica'));
  assert.doesNotMatch(renderHtml(buildReport()), /<dt>(?:Missing|Drain|Lag p99)</);
});

test('what a capture found is told by table and change by change, with the values that differ', () => {
  const page = renderHtml(runs['lost-changes']!);
  const name = 'dbz36_unwrapped_to_redis_streams';
  assert.match(page, new RegExp(`Capture ${name}: 1 204 missing, .* <a href="#findings">All findings</a>`));
  assert.match(page, new RegExp(`<caption>Changes of each table, as ${name} delivered them</caption>`));
  assert.match(page, /<caption>1 204 missing, 31 duplicated, 2 out of order, 1 mismatched; at most twenty/);
  assert.match(page, /motivo: expected <code class="value">Rotina<\/code>, came <code class="value">Rotina <\/code>/);
  assert.match(page, /atualizado_<wbr>em: expected nothing, came/);
  assert.match(page, /<div class="note">no such row was planned<\/div>/);
  assert.match(renderHtml(runs['captured']!), /No capture found anything amiss\./);
});

test('a replica shows when it held every row, or how it differs', () => {
  const clean = renderHtml(runs['busy']!);
  assert.match(clean, /every row of 1 replica as predicted/);
  assert.match(
    clean,
    /<th scope="row">replica<\/th>.* Clean<\/span>.*<td class="number">312<\/td><td class="number">254<\/td>/,
  );
  const failed = renderHtml(runs['failed']!);
  assert.match(
    failed,
    /<h3>Findings of replica<\/h3>\s*<div[^>]*><table>\s*<caption>Differences in pacientes<\/caption>/,
  );
  assert.match(failed, /<code class="value">ana@example.com<\/code>/);
});

test('an incomplete run says why it ended, not what else was found, and says it once', () => {
  const page = renderHtml(runs['incomplete']!).replace(/<script[^]*$/, '');
  const reason = 'he server was lost after 2m 07s: connection terminated unexpectedly';
  assert.equal(page.split(reason).length - 1, 1);
  assert.match(page, /The rows were not compared with the prediction: the server was lost\./);
  assert.match(page, /<dt>Server<\/dt><dd>not reached<\/dd>/);
});

test('a run without operations says that nothing was measured and draws no chart', () => {
  const page = renderHtml(runs['empty']!);
  assert.equal(page.match(/Nothing was measured: no operation was sent\./g)?.length, 2);
  assert.doesNotMatch(page, /<figure/);
});

test('a run in which nothing was answered has a throughput chart and no latency chart', () => {
  const report = buildReport();
  const silent = report.streamPhase.series.map(each => ({
    ...each,
    committed: 0,
    p50: null,
    p95: null,
    p99: null,
    max: null,
  }));
  const nothing = { count: 0, p50: null, p90: null, p95: null, p99: null, p999: null, max: null, histogram: null };
  const page = renderHtml(buildReport({ streamPhase: { series: silent, latencyMs: nothing, serviceMs: nothing } }));
  assert.match(page, /id="throughput-title"/);
  assert.doesNotMatch(page, /id="latency-title"|id="percentiles-title"/);
  assert.match(page, /No latency was measured/);
});

test('no number in a chart is NaN or infinite', () => {
  for (const [name, report] of Object.entries(runs)) {
    assert.doesNotMatch(renderHtml(report), /NaN|Infinity|undefined|\[object/, name);
  }
});
