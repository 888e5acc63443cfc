import type { ChalkInstance } from 'chalk';
import type { Report } from '../report.generated.ts';

/** The colour of a verdict. */
export function verdictPaint(verdict: Report['verdict'], colour: ChalkInstance): ChalkInstance {
  return { passed: colour.green, failed: colour.red, incomplete: colour.yellow }[verdict];
}
