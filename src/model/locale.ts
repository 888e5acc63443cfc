import type { Faker, LocaleDefinition } from '@faker-js/faker';

/** faker's data of a locale, its fallbacks (English, then what all share) merged in. Only that locale is loaded. */
export async function loadLocale(locale: string): Promise<LocaleDefinition> {
  const module = (await import(`@faker-js/faker/locale/${locale}`)) as { faker: Faker };
  return module.faker.rawDefinitions;
}
