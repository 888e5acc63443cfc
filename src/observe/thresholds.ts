import { messageOf } from '../shared/errors.ts';
import { parseExpression, type Value } from '../shared/expression.ts';
import type { Report, ThresholdResult } from '../report/report.generated.ts';

/**
 * Evaluates thresholds over a report; a value that was not measured fails.
 * @param capturesLeftOut why nothing is known of captures, in words
 */
export function evaluateThresholds(
  expressions: readonly string[],
  report: ThresholdView,
  capturesLeftOut?: string,
): ThresholdResult[] {
  return expressions.map(text => {
    const actual: Record<string, Value> = {};
    const expression = parseExpression(text);
    for (const path of expression.paths) actual[path] = valueAt(report, path);
    try {
      return { expression: text, actual, passed: expression.evaluate(path => actual[path] ?? null), error: null };
    } catch (error) {
      const isLeftOut = expression.paths.some(path => path.startsWith('captures.') && actual[path] === null);
      const why = isLeftOut && capturesLeftOut !== undefined ? `: ${capturesLeftOut}` : '';
      return { expression: text, actual, passed: false, error: `${messageOf(error)}${why}` };
    }
  });
}

/** What a threshold may look at: everything that is known before thresholds are evaluated. */
export type ThresholdView = Omit<Report, 'thresholds' | 'verdict' | 'reasons'>;

function valueAt(report: object, path: string): Value {
  let at: unknown = report;
  for (const step of path.split('.')) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, step)) return null;
    at = (at as Record<string, unknown>)[step];
  }
  return typeof at === 'number' || typeof at === 'string' || typeof at === 'boolean' ? at : null;
}
