import type { Path } from '../yaml/yaml-file.ts';
import { compileStep, type StepScope } from './compile-step.ts';
import type { Event, Step } from './model.ts';
import type { EventFile, StepFile } from './model-file.generated.ts';

/**
 * One event, or undefined after its problems were said.
 * @param firstStep id of its first step
 */
export function compileEvent(
  name: string,
  index: number,
  written: EventFile,
  firstStep: number,
  scope: Omit<StepScope, 'earlier'>,
): Event | undefined {
  const path: Path = ['events', name];
  const { weight = 1, noop = false, expect, steps, ...single } = written;
  if (steps !== undefined && Object.keys(single).length > 0) {
    scope.problems.add(path, `has steps and ${Object.keys(single).join(', ')} beside them`, { at: 'key' });
  }
  const files: [StepFile, Path][] =
    steps === undefined ? [[single, path]] : steps.map((step, place) => [step, [...path, 'steps', place]]);
  const compiled: (Step | undefined)[] = [];
  for (const [step, at] of files) {
    compiled.push(compileStep(step, at, firstStep + compiled.length, { ...scope, earlier: compiled }));
  }
  const whole = compiled.filter(step => step !== undefined);
  const first = whole[0];
  if (first === undefined || whole.length < files.length) return undefined;
  return { index, name, weight, kind: first.kind, steps: whole, noop, expect };
}
