import { formatCount } from '../../shared/count.ts';
import type { CheckResult, Report, ThresholdResult } from '../report.generated.ts';
import type { Fact, FactLine } from './fact-lines.ts';

/** Checks and thresholds by number, the failed ones by name; then errors and warnings. */
export function judgementFacts({ checks, thresholds, errors, warnings }: Report): Fact[] {
  return [
    checksFact(checks),
    { label: 'Thresholds', lines: judged(thresholds, ['met', 'not met'], thresholdText) },
    { label: 'Errors', lines: errors.map(text => ({ text, tone: 'bad' })) },
    { label: 'Warnings', lines: warnings.map(text => ({ text, tone: 'caution' })) },
  ];
}

/** Checks by number, the failed ones by name. */
export function checksFact(checks: readonly CheckResult[]): Fact {
  return { label: 'Checks', lines: judged(checks, ['passed', 'failed'], checkText) };
}

function judged<T extends { readonly passed: boolean }>(
  results: readonly T[],
  [good, bad]: readonly [string, string],
  describe: (result: T) => string,
): FactLine[] {
  if (results.length === 0) return [];
  const failed = results.filter(result => !result.passed);
  const passed = `${formatCount(results.length - failed.length)} ${good}`;
  if (failed.length === 0) return [{ text: passed, tone: 'good' }];
  return [
    { text: `${formatCount(failed.length)} ${bad}, ${passed}`, tone: 'bad' },
    ...failed.map((result): FactLine => ({ text: describe(result), tone: 'bad' })),
  ];
}

function checkText({ name, on, expected, actual, error }: CheckResult): string {
  if (actual === null) return `${name} (on ${on}): no answer, ${error ?? 'unknown error'}`;
  return `${name} (on ${on}): expected ${expected}, found ${actual}`;
}

function thresholdText({ expression, actual, error }: ThresholdResult): string {
  if (error !== null) return `${expression}: ${error}`;
  return `${expression}: found ${Object.values(actual).map(String).join(', ')}`;
}
