import { Faker, type LocaleDefinition } from '@faker-js/faker';
import { messageOf } from '../shared/errors.ts';
import type { Problem } from '../yaml/problem.ts';
import type { Path, YamlFile } from '../yaml/yaml-file.ts';
import type { GeneratorSpec } from './generator-spec.ts';
import type { Model, Step } from './model.ts';
import type { ModelFile } from './model-file.generated.ts';

/** Calls every faker function of a model once, so that wrong arguments are found before a run and not in it. */
export function tryFaker(model: Model, definitions: LocaleDefinition, file: YamlFile): Problem[] {
  const faker = new Faker({ locale: [definitions], randomizer: { next: () => 0.5, seed: () => undefined } });
  const modules = faker as unknown as Record<string, Record<string, (...args: unknown[]) => unknown>>;
  return [...tableGenerators(model), ...eventGenerators(model, file)].flatMap(({ generator, path }) =>
    callsOf(generator).flatMap(({ call, arguments: args }) => {
      const [module = '', name = ''] = call.split('.');
      try {
        modules[module]![name]!(...args);
        return [];
      } catch (error) {
        return [file.problem(path, `${call}: ${messageOf(error)}`)];
      }
    }),
  );
}

interface Placed {
  readonly generator: GeneratorSpec;
  readonly path: Path;
}

function tableGenerators({ tables }: Model): Placed[] {
  return tables.flatMap(({ name, columns }) =>
    columns.map(column => ({ generator: column.generator, path: ['tables', name, 'columns', column.name] })),
  );
}

/** Generators that events bring along; the others are those of the tables. */
function eventGenerators({ tables, events }: Model, file: YamlFile): Placed[] {
  const written = (file.data as ModelFile).events;
  return events.flatMap(({ name, steps }) => {
    const hasSteps = written[name]?.steps !== undefined;
    const stepPath = (step: Step): Path => (hasSteps ? ['events', name, 'steps', step.number - 1] : ['events', name]);
    return steps.flatMap(step => {
      const { columns } = tables[step.table]!;
      const own = step.sets.filter(set => set.generator !== columns[set.column]!.generator);
      const path = [...stepPath(step), step.kind === 'insert' ? 'with' : 'set'];
      return own.map(set => ({ generator: set.generator, path: [...path, columns[set.column]!.name] }));
    });
  });
}

function callsOf(generator: GeneratorSpec): { call: string; arguments: readonly unknown[] }[] {
  if (generator.kind === 'faker') return generator.parts.filter(part => typeof part !== 'string');
  if (generator.kind === 'when') return generator.branches.flatMap(branch => callsOf(branch.generator));
  if (generator.kind === 'json') return generator.members.flatMap(member => callsOf(member.generator));
  return [];
}
