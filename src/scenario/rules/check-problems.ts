import { parseExpression } from '../../shared/expression.ts';
import type { Problem } from '../../yaml/problem.ts';
import type { YamlFile } from '../../yaml/yaml-file.ts';
import type { CheckFile, ScenarioFile } from '../scenario-file.generated.ts';

/** Checks that ask nothing, or two things at once, or whose comparison is none. */
export function checkProblems(file: YamlFile, written: ScenarioFile): Problem[] {
  const checks = written.checks ?? [];
  return checks.flatMap((check, index) => {
    const path = ['checks', index];
    const problems = formProblems(check).map(({ key, message, hint }) =>
      file.problem([...path, key], message, { hint }),
    );
    const isRepeated = checks.findIndex(other => other.name === check.name) < index;
    return isRepeated ? [...problems, file.problem([...path, 'name'], 'two checks have this name')] : problems;
  });
}

function formProblems({ noRows, value, is }: CheckFile): { key: string; message: string; hint: string }[] {
  if ((noRows === undefined) === (value === undefined)) {
    return [
      { key: 'name', message: 'needs exactly one of noRows and value', hint: 'noRows: a query for offending rows' },
    ];
  }
  if (value === undefined) {
    return is === undefined ? [] : [{ key: 'is', message: 'goes with value only', hint: 'noRows expects no rows' }];
  }
  const hint = 'an operator and a number or a quoted text, such as > 4000';
  if (is === undefined) return [{ key: 'value', message: 'needs `is`', hint }];
  try {
    parseExpression(`value ${is}`);
    return [];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [{ key: 'is', message: error.message, hint }];
  }
}
