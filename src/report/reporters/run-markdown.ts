import { formatCount } from '../../shared/count.ts';
import { formatDurationMs } from '../../shared/duration.ts';
import { rateText } from '../console/rate-text.ts';
import type { Report } from '../report.generated.ts';
import { casesMarkdown } from './cases-markdown.ts';
import type { JudgedCase } from './judged-case.ts';
import { markdownPage } from './markdown-page.ts';
import { markdownTable, markdownText } from './markdown-text.ts';

/** A run for a pull request or a job summary: the verdict, what is bad, the numbers, and the rest folded away. */
export function renderRunMarkdown(report: Report, cases: readonly JudgedCase[]): string {
  const blocks = [
    heading(report),
    report.reasons.length === 0 ? undefined : markdownText(report.reasons[0]!),
    ...casesMarkdown(cases, 'bad'),
    numbers(report),
    captures(report),
    replicas(report),
    ...casesMarkdown(cases, 'others'),
    origin(report),
  ];
  return markdownPage(blocks);
}

function heading({ verdict, scenario, durationMs }: Report): string {
  const label = scenario.label === null ? '' : ` (${markdownText(scenario.label)})`;
  return `### ${marks[verdict]} ${verdict.toUpperCase()}: ${markdownText(scenario.name)}${label}, ${formatDurationMs(durationMs)}`;
}

const marks = { passed: '✅', failed: '❌', incomplete: '⚠️' } as const;

function numbers({ streamPhase, seedPhase }: Report): string {
  const { operations, achieved, asked, latencyMs, generatorLimited } = streamPhase;
  const planned = operations.planned === null ? '' : ` of ${formatCount(operations.planned)} planned`;
  const rows = [
    ['rows seeded', formatCount(seedPhase.rows)],
    ['operations committed', `${formatCount(operations.committed)}${planned}`],
    ['rate', `${rateText(achieved)}/s${asked === null ? '' : `, ${rateText(asked)}/s asked`}`],
    [
      'latency p50 / p95 / p99 / max',
      (['p50', 'p95', 'p99', 'max'] as const).map(name => ms(latencyMs[name])).join(' / '),
    ],
    ...(generatorLimited ? [['generator-limited', 'this machine was the limit']] : []),
  ];
  return markdownTable(['stream phase', ''], rows);
}

function captures({ captures }: Report): string | undefined {
  const named = Object.entries(captures).flatMap(([name, capture]) =>
    capture.kind === 'table' ? [] : [[name, capture] as const],
  );
  if (named.length === 0) return undefined;
  const counts = [
    'expected',
    'matched',
    'missing',
    'duplicated',
    'outOfOrder',
    'mismatched',
    'unexpected',
    'stale',
  ] as const;
  const headings = ['capture', 'status', ...counts, 'lag p50', 'lag p99', 'drain'];
  const rows = named.map(([name, capture]) => [
    markdownText(name),
    capture.status,
    ...counts.map(count => formatCount(capture[count])),
    ms(capture.lagMs.p50),
    ms(capture.lagMs.p99),
    ms(capture.drainMs),
  ]);
  return markdownTable(headings, rows, new Set(headings.slice(2)));
}

function replicas({ captures }: Report): string | undefined {
  const named = Object.entries(captures).flatMap(([name, capture]) =>
    capture.kind === 'table' ? [[name, capture] as const] : [],
  );
  if (named.length === 0) return undefined;
  const headings = ['replica', 'status', 'rows', 'predicted', 'differences', 'converged', 'earlier by at most'];
  const rows = named.map(([name, capture]) => [
    markdownText(name),
    capture.status,
    ...(['rows', 'expectedRows', 'differences'] as const).map(count => formatCount(capture[count])),
    ms(capture.convergedMs),
    ms(capture.convergedUncertaintyMs),
  ]);
  return markdownTable(headings, rows, new Set(headings.slice(2)));
}

function origin({ tool, workload, plan, environment }: Report): string {
  const digests = `workload \`${workload.digest.slice(0, 12)}\`, plan ${plan.digest === null ? 'endless' : `\`${plan.digest.slice(0, 12)}\``}`;
  const target = markdownText(environment.target.description);
  return `<sub>alimentador ${markdownText(tool.version)}, ${target}, ${digests}</sub>`;
}

function ms(value: number | null): string {
  return value === null ? '–' : formatDurationMs(value);
}
