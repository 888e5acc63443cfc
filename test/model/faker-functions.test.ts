import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Faker } from '@faker-js/faker';
import { fakerFunctions } from '../../src/model/faker-functions.ts';
import { loadLocale } from '../../src/model/locale.ts';
import { Draw, hashName, makeRoot } from '../../src/plan/random.ts';
import { fakerCalls } from '../../src/plan/values/faker-calls.ts';

/** The locales of `schema/model.schema.json`. */
const locales = ['en', 'pt_BR', 'pt_PT', 'es', 'fr', 'de', 'it', 'nl', 'pl'];
/** Where a language has no such thing faker throws, and so the model is refused. */
const notApplicable = new Set(['pt_PT person.suffix', 'it person.suffix']);
const root = makeRoot(1, 'stream');
const referenceSeconds = 1_704_067_200;

function drawOf(unit: number): Draw {
  const draw = new Draw();
  draw.unit(root, unit);
  return draw.column(hashName('a'));
}

/** Three values of every function that the locale has, by function. */
async function values(locale: string): Promise<Map<string, string[]>> {
  const call = fakerCalls(await loadLocale(locale), referenceSeconds);
  const names = [...fakerFunctions].filter(name => !notApplicable.has(`${locale} ${name}`));
  return new Map(names.map(name => [name, [0, 1, 2].map(unit => call(name, [])(drawOf(unit)))]));
}

test('every function that models may call exists in every locale and makes text', async () => {
  for (const locale of locales) {
    for (const [name, made] of await values(locale)) {
      for (const text of made) {
        assert.ok(text !== '' && !/undefined|NaN|\[object/.test(text), `${name} in ${locale}: ${text}`);
      }
    }
  }
});

test('what a locale does not have is refused', async () => {
  for (const pair of notApplicable) {
    const [locale, name] = pair.split(' ') as [string, string];
    const call = fakerCalls(await loadLocale(locale), referenceSeconds);
    assert.throws(() => call(name, [])(drawOf(0)), /aren't applicable to this locale/);
  }
});

/** One value of every function of a faker that was not told what day it is. */
async function undated(locale: string): Promise<unknown[]> {
  const draw = drawOf(7);
  const randomizer = { next: () => draw.fraction(), seed: () => undefined };
  const modules = new Faker({ locale: [await loadLocale(locale)], randomizer }) as unknown as Functions;
  const names = [...fakerFunctions].filter(name => !notApplicable.has(`${locale} ${name}`));
  return names.map(call => {
    const [module, name] = call.split('.') as [string, string];
    return modules[module]![name]!();
  });
}

type Functions = Readonly<Record<string, Readonly<Record<string, () => unknown>>>>;

test('no function looks at the clock or at a random number that is not its own', async () => {
  const before = await Promise.all(locales.map(undated));
  const random = mock.method(Math, 'random', () => assert.fail('Math.random was called'));
  mock.timers.enable({ apis: ['Date'], now: new Date('2031-07-09T23:59:59Z') });
  try {
    assert.deepEqual(await Promise.all(locales.map(undated)), before);
    assert.equal(random.mock.callCount(), 0);
  } finally {
    mock.timers.reset();
    random.mock.restore();
  }
});

test('a call takes its random numbers from the draw it is given and from nothing else', async () => {
  const call = fakerCalls(await loadLocale('pt_BR'), referenceSeconds);
  const [first, second] = [drawOf(1), drawOf(2)];
  const apart = [call('person.fullName', [])(drawOf(1)), call('person.fullName', [])(drawOf(2))];
  assert.deepEqual([call('person.fullName', [])(first), call('person.fullName', [])(second)], apart);
  assert.notEqual(apart[0], apart[1]);
  const used = drawOf(1);
  call('person.fullName', [])(used);
  assert.notEqual(used.uint32(), drawOf(1).uint32());
});

test('the locale is that of the model, English where it has nothing of its own', async () => {
  const call = fakerCalls(await loadLocale('pt_BR'), referenceSeconds);
  const states = new Set(Array.from({ length: 400 }, (_, unit) => call('location.state', [])(drawOf(unit))));
  assert.ok(states.has('São Paulo') && states.has('Paraná'), [...states].join(', '));
});
