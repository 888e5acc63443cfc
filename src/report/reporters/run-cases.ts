import { captureCuts, captureFaults, countsOf, exampleText } from '../capture-reasons.ts';
import { checkReason, stateReason, thresholdReason } from '../failure-reasons.ts';
import { formatCount } from '../../shared/count.ts';
import type { Capture, CheckResult, Report, ThresholdResult } from '../report.generated.ts';
import { isBad, type JudgedCase } from './judged-case.ts';

const rowsShown = 5;

/**
 * Everything that a run judged, the run as a whole first: it bears every reason of the verdict that no other case has, so
 * a run that has not passed always has a case that is bad.
 */
export function runCases(report: Report): JudgedCase[] {
  const { checks, thresholds, state, captures } = report;
  const answered = [
    ...checks.map(check => ({ judged: checkCase(check, checks), reasons: [checkReason(check)] })),
    ...thresholds.map((each, index) => ({
      judged: thresholdCase(each, index, report),
      reasons: [thresholdReason(each)],
    })),
    ...stateCases(report).map(judged => ({ judged, reasons: stateReasons(judged, state) })),
    ...Object.keys(captures).map(name => captureCase(name, report)),
  ];
  const told = new Set(answered.flatMap(({ judged, reasons }) => (isBad(judged) ? reasons : [])));
  const others = answered.map(({ judged }) => judged);
  return [wholeCase(report, told, others.some(isBad)), ...others];
}

function wholeCase({ verdict, reasons, streamPhase }: Report, told: ReadonlySet<string>, someBad: boolean): JudgedCase {
  const own = reasons.filter(reason => !told.has(reason));
  const whole = { group: 'run', name: 'runs to its end, every operation as planned' };
  if (verdict === 'passed' || (own.length === 0 && someBad)) {
    const message = `${formatCount(streamPhase.operations.committed)} operations committed`;
    return { ...whole, status: 'passed', message, details: [] };
  }
  const [message = `the verdict is ${verdict}`, ...details] = own;
  return { ...whole, status: verdict === 'incomplete' ? 'error' : 'failed', message, details };
}

function checkCase(check: CheckResult, checks: readonly CheckResult[]): JudgedCase {
  const { name, on, origin, sql, expected, actual, passed, error, rows } = check;
  const declared = checks.filter(each => each.origin === 'scenario' && each.on === on).indexOf(check);
  const shown = rows.slice(0, rowsShown).map(row => JSON.stringify(row));
  return {
    group: 'checks',
    name: `${name} (on ${on})`,
    status: passed ? 'passed' : actual === null ? 'error' : 'failed',
    message: actual === null ? (error ?? 'no answer') : `expected ${expected}, found ${actual}`,
    details: passed ? [] : [...sql.split('\n'), ...shown],
    path: origin === 'scenario' && declared >= 0 ? ['checks', declared] : undefined,
  };
}

/** One that is not met counts only in a run that came to its end. */
function thresholdCase(threshold: ThresholdResult, index: number, { verdict, reasons }: Report): JudgedCase {
  const { expression, actual, passed, error } = threshold;
  const counts = verdict === 'passed' || reasons.includes(thresholdReason(threshold));
  const found =
    error ??
    Object.entries(actual)
      .map(([path, value]) => `${path} is ${value}`)
      .join(', ');
  return {
    group: 'thresholds',
    name: expression,
    status: passed ? 'passed' : counts ? 'failed' : 'skipped',
    message: passed || counts ? found : `${found}; not judged, as the run was cut short`,
    details: [],
    path: ['thresholds', index],
  };
}

function stateCases({ state }: Report): JudgedCase[] {
  const group = 'final state';
  if (state.status === 'notRun') {
    return [{ group, name: 'every row is as predicted', status: 'skipped', message: state.why ?? '', details: [] }];
  }
  return Object.entries(state.tables).map(([name, table]) => {
    const { rows, matches, differences, firstDifferences } = table;
    const message = matches
      ? `${formatCount(rows)} rows as predicted`
      : `differs from the prediction in ${formatCount(differences)} ${differences === 1 ? 'place' : 'places'}`;
    const details = firstDifferences.map(({ kind, key, column, expected, actual }) => {
      const where = `key ${key}${column === null ? '' : `, ${column}`}`;
      return kind === 'value' ? `${where}: expected ${quoted(expected)}, found ${quoted(actual)}` : `${where}: ${kind}`;
    });
    return { group, name, status: matches ? 'passed' : 'failed', message, details };
  });
}

function stateReasons({ name }: JudgedCase, { tables }: Report['state']): string[] {
  const table = tables[name];
  return table === undefined ? [] : [stateReason(name, table)];
}

function captureCase(name: string, { captures, scenario }: Report): { judged: JudgedCase; reasons: string[] } {
  const capture = captures[name]!;
  const faults = captureFaults({ [name]: capture });
  const reasons = [...faults, ...captureCuts({ [name]: capture })];
  const declared = (scenario.resolved as { captures?: readonly { name?: unknown }[] }).captures ?? [];
  const index = declared.findIndex(each => each.name === name);
  const judged: JudgedCase = {
    group: 'captures',
    name,
    status: faults.length > 0 ? 'failed' : reasons.length > 0 ? 'error' : 'passed',
    message: foundBy(capture) ?? reasons[0] ?? cameBy(capture),
    details: reasons.length > 0 && capture.kind !== 'table' ? capture.examples.map(exampleText) : [],
    path: index === -1 ? undefined : ['captures', index],
  };
  return { judged, reasons };
}

/** Findings by number; undefined where the reason of the verdict says it. */
function foundBy(capture: Capture): string | undefined {
  return capture.kind === 'table' || capture.status !== 'findings'
    ? undefined
    : `${countsOf(capture)}; ${cameBy(capture)}`;
}

function cameBy(capture: Capture): string {
  if (capture.kind === 'table') return `${formatCount(capture.rows)} of ${formatCount(capture.expectedRows)} rows`;
  return `${formatCount(capture.matched)} of ${formatCount(capture.expected)} changes as planned`;
}

/** In quotation marks, so that the text NULL and spaces at the ends are seen. */
function quoted(value: string | null): string {
  return value === null ? 'NULL' : `"${value}"`;
}
