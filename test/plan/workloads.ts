import type { LocaleDefinition } from '@faker-js/faker';
import * as fc from 'fast-check';
import { compileModel } from '../../src/model/compile-model.ts';
import { loadLocale } from '../../src/model/locale.ts';
import type { Model } from '../../src/model/model.ts';
import { uniqueSpace } from '../../src/model/generator-spec.ts';
import type { ScheduleSettings } from '../../src/plan/schedule.ts';
import { Workload } from '../../src/plan/workload.ts';
import { schemaCheck } from '../../src/yaml/json-schema.ts';
import { problemLine } from '../../src/yaml/problem.ts';
import { yamlFileOf } from '../../src/yaml/yaml-file.ts';
import { anyModel, type WrittenModel } from './any-model/any-model.ts';

const english: LocaleDefinition = await loadLocale('en');
const checkModel = await schemaCheck('model');

/** Compiles a model that must be without fault, given as data or as the YAML of its tables and events. */
export function modelOf(written: WrittenModel | string): Model {
  const text = typeof written === 'string' ? `version: 1\nname: m\nddl: m.sql\n${written}` : JSON.stringify(written);
  const { file, problems } = yamlFileOf(text, { shownAs: 'model', environment: {}, substitute: false });
  const unfit = file === undefined ? problems : [...problems, ...checkModel(file)];
  const compiled = unfit.length > 0 ? { problems: unfit } : compileModel(file!);
  if (compiled.problems.length > 0) throw new Error(compiled.problems.map(problemLine).join('\n'));
  return compiled.model!;
}

/** What a run is made of, beside its model. */
export interface Circumstances {
  readonly randomSeed: number | string;
  readonly lanes: number;
  readonly operations: number;
  readonly pace: Omit<ScheduleSettings, 'lanes' | 'durationUs' | 'operations'>;
}

const anyPace: fc.Arbitrary<Circumstances['pace']> = fc.constantFrom(
  { pace: { kind: 'closedLoop' }, jitterUs: 0 },
  { pace: { kind: 'interval', us: 700_000 }, jitterUs: 700_000 },
  { pace: { kind: 'rate', perSecond: { numerator: 7, denominator: 3 } }, jitterUs: 0 },
);

export const anyCircumstances: fc.Arbitrary<Circumstances> = fc.record({
  randomSeed: fc.oneof(fc.maxSafeNat(), fc.string({ minLength: 1, maxLength: 5 })),
  lanes: fc.integer({ min: 1, max: 7 }),
  operations: fc.integer({ min: 1, max: 150 }),
  pace: anyPace,
});

/**
 * How a property of generated models is run. A counterexample is shown as it was found; SHRINK=1 in the environment makes
 * it smaller, which takes minutes: give the seed and path that were printed.
 */
export function runs(
  numRuns: number,
): Pick<fc.Parameters<unknown>, 'numRuns' | 'includeErrorInReport' | 'endOnFailure'> {
  return { numRuns, includeErrorInReport: true, endOnFailure: process.env['SHRINK'] === undefined };
}

/** Something holds for workloads of generated models; what it once did not hold for is tried first, each time. */
export function forAnyWorkload(
  numRuns: number,
  holds: (workload: Workload, written: WrittenModel) => void,
  found: readonly (readonly [WrittenModel, Circumstances])[] = [],
): void {
  const property = fc.property(anyModel, anyCircumstances, (written, circumstances) => {
    holds(workloadOf(modelOf(written), circumstances), written);
  });
  const examples = found.map(([written, circumstances]): [WrittenModel, Circumstances] => [written, circumstances]);
  fc.assert(property, { ...runs(examples.length + numRuns), examples });
}

export function workloadOf(model: Model, { randomSeed, lanes, operations, pace }: Circumstances): Workload {
  return new Workload({
    model,
    randomSeed,
    referenceSeconds: 1_704_067_200,
    volumes: possibleVolumes(model, lanes),
    weights: model.events.map(event => event.weight),
    lanes,
    schedule: { ...pace, lanes, durationUs: undefined, operations },
    earlier: [],
    fakerDefinitions: english,
  });
}

/** The model's volumes, less where a scenario with them would be refused: no parents, or no unique values left. */
function possibleVolumes(model: Model, lanes: number): number[] {
  const volumes = model.tables.map(() => 0);
  for (const index of model.seedOrder) {
    const { rows, parents, columns, uniqueTogether } = model.tables[index]!;
    const isOrphan = parents.some(parent => volumes[parent]! < (model.tables[parent]!.shared ? 1 : lanes));
    const product = uniqueTogether.reduce((space, column) => {
      const { generator } = columns[column]!;
      return generator.kind === 'refTogether' ? space * volumes[generator.table]! : space;
    }, 1);
    const spaces = columns.map(column => Math.floor((uniqueSpace(column.generator) ?? Infinity) / 2));
    volumes[index] = isOrphan ? 0 : Math.min(rows, uniqueTogether.length > 0 ? product : Infinity, ...spaces);
  }
  return volumes;
}
