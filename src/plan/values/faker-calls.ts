import { Faker, type LocaleDefinition } from '@faker-js/faker';
import { Draw } from '../random.ts';
import { CompiledCalls } from './faker/compiled-calls.ts';
import type { Maker } from './faker/maker.ts';

type Functions = Record<string, Record<string, (...args: unknown[]) => unknown>>;

/** Finds a faker function by its dotted name; every random number it takes comes from the draw it is given. */
export type FakerCalls = (call: string, args: readonly unknown[]) => Maker;

/**
 * faker in one locale. What can be compiled from the locale's tables is, which is many times faster and gives the same
 * texts from the same random numbers; for anything else faker itself is called.
 * @param definitions the locale's data with its fallbacks merged in
 * @param referenceSeconds "today" for functions that know one
 */
export function fakerCalls(definitions: LocaleDefinition, referenceSeconds: number): FakerCalls {
  const { call, isFunction } = plainCalls(definitions, referenceSeconds);
  const compiled = new CompiledCalls(definitions, isFunction);
  return (name, args) => compiled.of(name, args) ?? call(name, args);
}

/** faker itself, drawing from whatever column is being made. */
export function plainCalls(
  definitions: LocaleDefinition,
  referenceSeconds: number,
): { call: FakerCalls; isFunction: (name: string) => boolean } {
  let current = new Draw();
  const faker = new Faker({
    locale: [definitions],
    randomizer: { next: () => current.fraction(), seed: () => undefined },
  });
  faker.setDefaultRefDate(referenceSeconds * 1_000);
  const find = (name: string): ((...args: unknown[]) => unknown) | undefined => {
    const [module = '', own = ''] = name.split('.');
    return (faker as unknown as Partial<Functions>)[module]?.[own];
  };
  return {
    call: (name, args) => {
      const found = find(name)!;
      return draw => {
        current = draw;
        return String(found(...args));
      };
    },
    isFunction: name => name.split('.').length === 2 && typeof find(name) === 'function',
  };
}
