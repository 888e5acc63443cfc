// Each compiled function is held against faker itself: the same text, and the same number of random numbers taken.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { fakerFunctions } from '../../../../src/model/faker-functions.ts';
import { loadLocale } from '../../../../src/model/locale.ts';
import { Draw, hashName, makeRoot } from '../../../../src/plan/random.ts';
import { plainCalls } from '../../../../src/plan/values/faker-calls.ts';
import { CompiledCalls } from '../../../../src/plan/values/faker/compiled-calls.ts';
import type { Maker } from '../../../../src/plan/values/faker/maker.ts';

const locales = ['en', 'pt_BR', 'pt_PT', 'es', 'fr', 'de', 'it', 'nl', 'pl'];
const valuesEach = 2_000;
const root = makeRoot('compiled', 'stream');

/** Counts the random numbers; one that is given makes all of them. */
class CountedDraw extends Draw {
  taken = 0;
  private readonly fixed: number | undefined;

  constructor(fixed?: number) {
    super();
    this.fixed = fixed;
  }

  override uint32(): number {
    this.taken += 1;
    const drawn = super.uint32();
    return this.fixed ?? drawn;
  }
}

function seated(unit: number, fixed?: number): CountedDraw {
  const draw = new CountedDraw(fixed);
  draw.unit(root, unit);
  draw.column(hashName('a'));
  return draw;
}

async function callsOf(locale: string): Promise<{ plain: ReturnType<typeof plainCalls>; compiled: CompiledCalls }> {
  const definitions = await loadLocale(locale);
  const plain = plainCalls(definitions, 1_704_067_200);
  return { plain, compiled: new CompiledCalls(definitions, plain.isFunction) };
}

function assertSame(compiled: Maker, plain: Maker, unit: number, what: string, fixed?: number): void {
  const [own, faker] = [seated(unit, fixed), seated(unit, fixed)];
  const made = compiled(own);
  assert.equal(made, plain(faker), `${what}, unit ${unit}`);
  assert.equal(own.taken, faker.taken, `random numbers taken by ${what}, unit ${unit}`);
}

for (const locale of locales) {
  test(`compiled functions make what faker makes, from as many random numbers: ${locale}`, async () => {
    const { plain, compiled } = await callsOf(locale);
    let compared = 0;
    for (const name of fakerFunctions) {
      const maker = compiled.of(name, []);
      if (maker === undefined) continue;
      compared += 1;
      const itself = plain.call(name, []);
      for (let unit = 0; unit < valuesEach; unit++) assertSame(maker, itself, unit, `${name} in ${locale}`);
      for (const fixed of [0, 2 ** 31, 2 ** 32 - 1]) assertSame(maker, itself, 0, `${name} of ${fixed}`, fixed);
    }
    assert.ok(compared >= 100, `${compared} functions are compiled`);
  });
}

test('what the bundled models call is compiled, but for user and domain names', async () => {
  const { compiled } = await callsOf('pt_BR');
  const called = ['person.fullName', 'person.firstName', 'phone.number', 'location.streetAddress', 'location.city'];
  for (const name of [...called, 'commerce.productName', 'lorem.sentence', 'lorem.words']) {
    assert.ok(compiled.of(name, []), name);
  }
  assert.ok(compiled.of('number.float', [{ min: 7, max: 18, fractionDigits: 1 }]));
  assert.ok(compiled.of('number.int', [{ min: 60, max: 250 }]));
  assert.equal(compiled.of('internet.username', []), undefined);
});

test('numbers of any range are those of faker', async () => {
  const { plain, compiled } = await callsOf('en');
  const anyRange = fc
    .tuple(
      fc.integer({ min: -1e6, max: 1e6 }),
      fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 2 ** 50 })),
    )
    .map(([min, size]) => ({ min, max: Math.min(min + size, 1e12) }));
  const property = fc.property(anyRange, fc.integer({ min: 0, max: 6 }), fc.nat(), (range, fractionDigits, unit) => {
    const calls = [
      ['number.int', range],
      ['number.float', { ...range, fractionDigits: range.max < 1e8 ? fractionDigits : 0 }],
    ] as const;
    for (const [name, given] of calls) {
      const maker = compiled.of(name, [given]);
      assert.ok(maker);
      assertSame(maker, plain.call(name, [given]), unit, `${name}(${JSON.stringify(given)})`);
    }
  });
  fc.assert(property, { numRuns: 2_000 });
});

test('other arguments are left to faker', async () => {
  const { compiled } = await callsOf('en');
  const refused = [
    ['number.int', []],
    ['number.int', [9]],
    ['number.int', [{ min: 1, max: 9, multipleOf: 3 }]],
    ['number.int', [{ min: 9, max: 1 }]],
    ['number.int', [{ min: 1.5, max: 9 }]],
    ['number.float', [{ min: 1, max: 9 }]],
    ['number.float', [{ min: 1, max: 9, fractionDigits: 1, multipleOf: 0.5 }]],
    ['person.fullName', [{ sex: 'female' }]],
    ['person.firstName', ['female']],
    ['lorem.words', [5]],
  ] as const;
  for (const [name, args] of refused) assert.equal(compiled.of(name, args), undefined, JSON.stringify([name, args]));
});

/** A locale that faker's own tables do not have. */
function odd(
  person: Record<string, unknown>,
  location: Record<string, unknown>,
): ReturnType<typeof plainCalls> & {
  compiled: CompiledCalls;
} {
  const definitions = { person, location };
  const plain = plainCalls(definitions, 0);
  return { ...plain, compiled: new CompiledCalls(definitions, plain.isFunction) };
}

test('a list beside a function of the same name costs a random number, as it does with faker', () => {
  const suffix = ['Jr.', 'Sr.', 'II'];
  const { call, compiled } = odd({ suffix }, { city_pattern: ['{{person.suffix}} a', '{{person.suffix}}'] });
  for (let unit = 0; unit < 500; unit++) {
    assertSame(compiled.of('location.city', [])!, call('location.city', []), unit, 'suffix in a pattern');
  }
  const draw = seated(0);
  compiled.of('location.city', [])!(draw);
  assert.equal(draw.taken, 3);
});

test('entries of a table that are patterns themselves are filled in', () => {
  const location = {
    city_pattern: '{{location.whole}}!',
    whole: ['{{location.part}}-{{location.part}}', 'x'],
    part: ['a', 'b'],
  };
  const { call, compiled } = odd({}, location);
  for (let unit = 0; unit < 500; unit++) {
    assertSame(compiled.of('location.city', [])!, call('location.city', []), unit, 'nested pattern');
  }
});

test('names are drawn in the order of faker, whatever the order of the pattern', () => {
  const names = { female: ['F1', 'F2'], male: ['M1', 'M2'], generic: ['G1', 'G2', 'G3'] };
  const person = {
    first_name: names,
    last_name: names,
    middle_name: names,
    prefix: { generic: ['Dr.', 'Prof.'] },
    suffix: ['Jr.', 'II', 'III'],
    name: [
      { weight: 3, value: '{{person.suffix}}/{{person.middleName}} {{person.prefix}}, {{person.lastName}}' },
      { weight: 1, value: '{{person.lastName}} {{person.lastName}} {{unknown}}' },
    ],
  };
  const { call, compiled } = odd({ ...person }, {});
  assert.equal(compiled.of('person.fullName', []), undefined, 'a name twice in one pattern is left to faker');
  const once = odd({ ...person, name: person.name.slice(0, 1) }, {});
  for (let unit = 0; unit < 500; unit++) {
    assertSame(once.compiled.of('person.fullName', [])!, once.call('person.fullName', []), unit, 'suffix first');
    assertSame(compiled.of('person.lastName', [])!, call('person.lastName', []), unit, 'last name');
  }
});

test('tables that cannot be read as lists of texts are left to faker', () => {
  const tables = [[], [1, 2], ['{{person.suffix}}'], null, undefined, { a: 'b' }];
  for (const state of tables) assert.equal(odd({}, { state }).compiled.of('location.state', []), undefined);
  const { compiled } = odd({}, { city_pattern: '{{string.alpha(5)}}', street_pattern: '{{string.alpha}}' });
  assert.equal(compiled.of('location.city', []), undefined);
  assert.equal(compiled.of('location.street', []), undefined);
});
