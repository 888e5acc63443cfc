import { Faker, type LocaleDefinition } from '@faker-js/faker';
import { messageOf } from '../shared/errors.ts';
import type { Problem } from '../yaml/problem.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import type { GeneratorSpec } from './generator-spec.ts';
import type { Model } from './model.ts';

/** Calls every faker function of a model once, so that wrong arguments are found before a run and not in it. */
export function tryFaker(model: Model, definitions: LocaleDefinition, file: YamlFile): Problem[] {
  const faker = new Faker({ locale: [definitions], randomizer: { next: () => 0.5, seed: () => undefined } });
  const modules = faker as unknown as Record<string, Record<string, (...args: unknown[]) => unknown>>;
  return model.tables.flatMap(table =>
    table.columns.flatMap(column =>
      callsOf(column.generator).flatMap(({ call, arguments: args }) => {
        const [module = '', name = ''] = call.split('.');
        try {
          modules[module]![name]!(...args);
          return [];
        } catch (error) {
          return [file.problem(['tables', table.name, 'columns', column.name], `${call}: ${messageOf(error)}`)];
        }
      }),
    ),
  );
}

function callsOf(generator: GeneratorSpec): { call: string; arguments: readonly unknown[] }[] {
  if (generator.kind === 'faker') return generator.parts.filter(part => typeof part !== 'string');
  if (generator.kind === 'when') return generator.branches.flatMap(branch => callsOf(branch.generator));
  if (generator.kind === 'json') return generator.members.flatMap(member => callsOf(member.generator));
  return [];
}
