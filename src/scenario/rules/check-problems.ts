import { parseExpression } from '../../shared/expression.ts';
import type { Problem } from '../../yaml/problem.ts';
import type { YamlFile } from '../../yaml/yaml-file.ts';
import { placeOf } from '../check-place.ts';
import type { CaptureFile, CheckFile, ScenarioFile } from '../scenario-file.generated.ts';

/** Checks that ask nothing, or two things at once, or whose comparison is none, or that run nowhere. */
export function checkProblems(file: YamlFile, written: ScenarioFile): Problem[] {
  const { checks = [], captures = [] } = written;
  return checks.flatMap((check, index) => {
    const path = ['checks', index] as const;
    const problems = [
      ...formProblems(check).map(({ key, message, hint }) => file.problem([...path, key], message, { hint })),
      ...placeProblems(file, check, captures, path),
    ];
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

function placeProblems(
  file: YamlFile,
  { on = [] }: CheckFile,
  captures: readonly CaptureFile[],
  path: readonly (string | number)[],
): Problem[] {
  const replicas = captures.flatMap(({ kind, name }) => (kind === 'table' ? [name] : []));
  const places = on.map(place => placeOf(place, captures));
  return on.flatMap((place, index) => {
    const at = [...path, 'on', index];
    if (places[index] === undefined) {
      const isUnclear = place === 'replica' && replicas.length > 1;
      const message = isUnclear
        ? 'there is more than one capture of kind table'
        : `no capture of kind table is "${place}"`;
      return [file.problem(at, message, { hint: `known: ${['source', ...replicas].join(', ')}` })];
    }
    return places.indexOf(places[index]) < index ? [file.problem(at, `is "${places[index]}" a second time`)] : [];
  });
}
