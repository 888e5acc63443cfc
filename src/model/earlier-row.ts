import type { Path } from '../yaml/yaml-file.ts';
import type { StepScope } from './compile-step.ts';
import type { Step } from './model.ts';

/**
 * Whether a step may use the row of an earlier step of its event: one that inserted or updated a row of that table, which no
 * step in between deletes. Says so where it may not.
 */
export function earlierRow(
  number: number,
  table: number | undefined,
  tableName: string,
  path: Path,
  { earlier, problems }: Pick<StepScope, 'earlier' | 'problems'>,
): boolean {
  const step = earlier[number - 1];
  // What is wrong with the step itself was said already.
  if (step === undefined && number <= earlier.length) return false;
  if (step === undefined || step.table !== table || step.kind === 'delete') {
    problems.add(path, `step ${number} is no earlier insert or update of ${tableName}`);
    return false;
  }
  const deleting = earlier.find(each => each?.kind === 'delete' && origin(each, earlier) === origin(step, earlier));
  if (deleting !== undefined) problems.add(path, `the row of step ${number} is deleted by step ${deleting.number}`);
  return deleting === undefined;
}

/** The step that chose or made the row. */
function origin(step: Step, steps: readonly (Step | undefined)[]): Step {
  const before = step.rowOf === undefined ? undefined : steps[step.rowOf - 1];
  return before === undefined ? step : origin(before, steps);
}
