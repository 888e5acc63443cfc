import type { ChalkInstance } from 'chalk';
import { formatCount } from '../../shared/count.ts';
import { formatDurationMs } from '../../shared/duration.ts';
import type { Report } from '../report.generated.ts';
import { growthTable } from './growth-table.ts';
import { perSecondText } from './tick-text.ts';

/** The end of a run for people: the verdict first, then the numbers, last the files. */
export function renderSummary(report: Report, files: readonly string[], colour: ChalkInstance): string {
  return [
    verdictLines(report, colour),
    numbers(report),
    growthTable(report),
    judged(report, colour),
    notes(report),
    files,
  ]
    .map(lines => lines.join('\n'))
    .filter(block => block !== '')
    .join('\n\n');
}

function verdictLines({ verdict, reasons, scenario, streamPhase }: Report, colour: ChalkInstance): string[] {
  const paint = { passed: colour.green, failed: colour.red, incomplete: colour.yellow }[verdict];
  const limited = streamPhase.generatorLimited ? ' (generator-limited: this machine could not keep up)' : '';
  return [
    `${paint.bold(verdict.toUpperCase())}  ${scenario.name}${limited}`,
    ...reasons.map(reason => `  - ${reason}`),
  ];
}

function numbers({ seedPhase, streamPhase, state }: Report): string[] {
  const { latencyMs, asked, achieved } = streamPhase;
  const pace = asked === null ? 'as fast as possible' : `${perSecondText(asked)}/s asked`;
  const times = (['p50', 'p95', 'p99', 'max'] as const).map(key => `${key} ${milliseconds(latencyMs[key])}`);
  return [
    `seeded      ${formatCount(seedPhase.rows)} rows in ${formatDurationMs(seedPhase.durationMs)} (${formatCount(seedPhase.rowsPerSecond)}/s)`,
    `operations  ${outcomes(streamPhase.operations)}`,
    `rate        ${perSecondText(achieved)}/s achieved, ${pace}`,
    `latency     ${times.join('  ')}`,
    `state       ${stateText(state)}`,
  ];
}

function outcomes(operations: Report['streamPhase']['operations']): string {
  const others = [
    ['rejected', operations.rejected],
    ['rejected as expected', operations.rejectedAsExpected],
    ['retried', operations.retried],
    ['without effect', operations.noEffect],
    ['unknown', operations.unknown],
    ['unfinished', operations.unfinished],
    ['replaced', operations.substituted],
    ['skipped', operations.skipped],
  ] as const;
  const shown = others.filter(([, count]) => count > 0).map(([name, count]) => `${formatCount(count)} ${name}`);
  return [`${formatCount(operations.committed)} committed`, ...shown].join(', ');
}

function stateText({ status, why, matches, tables }: Report['state']): string {
  if (status === 'notRun') return `not compared: ${why}`;
  if (matches === true) return 'matches the prediction in every row';
  const differences = Object.values(tables).reduce((sum, table) => sum + table.differences, 0);
  const examples = Object.entries(tables).flatMap(([name, table]) =>
    table.firstDifferences.slice(0, 3).map(each => {
      const place = each.column === null ? `${name} ${each.key}` : `${name} ${each.key}, ${each.column}`;
      return `\n            ${place}: expected ${each.expected ?? 'NULL'}, found ${each.actual ?? 'NULL'}`;
    }),
  );
  return `differs from the prediction in ${formatCount(differences)} places${examples.slice(0, 6).join('')}`;
}

function judged({ checks, thresholds }: Report, colour: ChalkInstance): string[] {
  const line = (title: string, all: readonly { passed: boolean }[], failed: readonly string[]): string[] => {
    if (all.length === 0) return [];
    const passed = `${title.padEnd(11)} ${all.length - failed.length} of ${all.length} passed`;
    return [passed, ...failed.map(name => `  ${colour.red('x')} ${name}`)];
  };
  const failedChecks = checks
    .filter(check => !check.passed)
    .map(({ name, actual, error }) => `${name}: ${error ?? actual}`);
  const failedThresholds = thresholds
    .filter(threshold => !threshold.passed)
    .map(({ expression, error, actual }) => `${expression}: ${error ?? JSON.stringify(actual)}`);
  return [...line('checks', checks, failedChecks), ...line('thresholds', thresholds, failedThresholds)];
}

function notes({ warnings, errors }: Report): string[] {
  return [...errors.slice(0, 5).map(error => `error: ${error}`), ...warnings.map(warning => `warning: ${warning}`)];
}

function milliseconds(value: number | null): string {
  return value === null ? '-' : `${value < 10 ? value.toFixed(1) : formatCount(Math.round(value))} ms`;
}
