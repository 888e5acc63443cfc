import { differenceReason } from './difference-reason.ts';
import type { CheckResult, TableState, ThresholdResult } from './report.generated.ts';

/** Why a check that failed counts against the run. */
export function checkReason({ name, error, actual }: CheckResult): string {
  return `check failed: ${name} (${error ?? actual})`;
}

/** Why a threshold that is not met counts against the run. */
export function thresholdReason({ expression, error, actual }: ThresholdResult): string {
  const values = Object.entries(actual).map(([path, value]) => `${path} is ${value}`);
  return `threshold failed: ${expression} (${error ?? values.join(', ')})`;
}

/** Why a table that is not as predicted counts against the run, with the first difference. */
export function stateReason(name: string, table: TableState): string {
  return `final state of ${differenceReason(name, table)}`;
}
