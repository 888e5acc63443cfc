import { Faker, type LocaleDefinition } from '@faker-js/faker';
import { Draw } from '../random.ts';
import type { FakerCall } from './made-text.ts';

type Functions = Record<string, Record<string, (...args: unknown[]) => unknown>>;

/**
 * faker in one locale, drawing from whatever column is being made.
 * @param definitions the locale's data with its fallbacks merged in
 * @param referenceSeconds "today" for functions that know one
 */
export function fakerCalls(definitions: LocaleDefinition, referenceSeconds: number): FakerCall {
  let current = new Draw();
  const faker = new Faker({
    locale: [definitions],
    randomizer: { next: () => current.fraction(), seed: () => undefined },
  });
  faker.setDefaultRefDate(referenceSeconds * 1_000);
  const functions = new Map<string, (...args: unknown[]) => unknown>();
  const find = (call: string): ((...args: unknown[]) => unknown) => {
    const [module, name] = call.split('.') as [string, string];
    const owner = (faker as unknown as Functions)[module]!;
    const found = owner[name]!.bind(owner);
    functions.set(call, found);
    return found;
  };
  return (draw, call, args) => {
    current = draw;
    return String((functions.get(call) ?? find(call))(...args));
  };
}
