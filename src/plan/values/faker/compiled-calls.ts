import type { LocaleDefinition } from '@faker-js/faker';
import { element, lookUp, textsOf } from './locale-tables.ts';
import { loremMakers } from './lorem.ts';
import { joined, type Maker } from './maker.ts';
import { decimalNumber, wholeNumber } from './numbers.ts';
import { pattern } from './pattern.ts';
import { personMakers } from './person.ts';
import { numbered, phoneNumber, symbols } from './symbols.ts';

/** Functions that take one text of the list that is called like them. */
const lists: Readonly<Record<string, string>> = {
  animal: 'bear bird cat cow crocodilia dog fish horse insect lion petName rabbit rodent snake type',
  book: 'author format genre publisher series title',
  color: 'human',
  commerce: 'department',
  company: 'buzzAdjective buzzNoun buzzVerb',
  database: 'collation column engine type',
  finance: 'transactionType',
  food: 'adjective ethnicCategory fruit ingredient meat spice vegetable',
  hacker: 'abbreviation adjective ingverb noun verb',
  internet: 'domainSuffix',
  location: 'continent country county state timeZone',
  music: 'album artist genre songName',
  person: 'gender jobArea jobDescriptor jobType sex suffix',
  vehicle: 'fuel manufacturer model type',
  word: 'adjective adverb conjunction interjection noun preposition verb',
};

/** Functions that take one text of another list. */
const otherLists: Readonly<Record<string, string>> = {
  'commerce.product': 'commerce.product_name.product',
  'commerce.productAdjective': 'commerce.product_name.adjective',
  'commerce.productMaterial': 'commerce.product_name.material',
  'person.zodiacSign': 'person.western_zodiac_sign',
  'vehicle.bicycle': 'vehicle.bicycle_type',
  'vehicle.color': 'color.human',
};

/** Functions that fill in a pattern. */
const patterns: Readonly<Record<string, string>> = {
  'commerce.productDescription': 'commerce.product_description',
  'commerce.productName': 'commerce.product_name.pattern',
  'company.name': 'company.name_pattern',
  'hacker.phrase': 'hacker.phrase',
  'location.city': 'location.city_pattern',
  'location.street': 'location.street_pattern',
  'location.streetAddress': 'location.street_address.normal',
  'person.jobTitle': 'person.job_title_pattern',
};

const listPaths: ReadonlyMap<string, string> = new Map([
  ...Object.entries(lists).flatMap(([module, names]) =>
    names.split(' ').map(name => [`${module}.${name}`, `${module}.${snakeCase(name)}`] as const),
  ),
  ...Object.entries(otherLists),
]);

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

/**
 * faker's functions compiled for one locale, each on first use. A function that is not listed here, is called with other
 * arguments, or meets tables that it cannot read has no compiled form: then faker itself is called.
 */
export class CompiledCalls {
  private readonly makers = new Map<string, Maker | undefined>();
  private readonly definitions: LocaleDefinition;
  private readonly isFunction: (call: string) => boolean;

  /** @param isFunction whether faker has a function of that dotted name */
  constructor(definitions: LocaleDefinition, isFunction: (call: string) => boolean) {
    this.definitions = definitions;
    this.isFunction = isFunction;
  }

  /** The compiled form of a call such as `person.fullName`, if it has one. */
  of(call: string, args: readonly unknown[]): Maker | undefined {
    if (call === 'number.int') return wholeNumber(args);
    if (call === 'number.float') return decimalNumber(args);
    if (args.length > 0) return undefined;
    if (!this.makers.has(call)) this.makers.set(call, this.compile(call));
    return this.makers.get(call);
  }

  private compile(call: string): Maker | undefined {
    const list = listPaths.get(call);
    if (list !== undefined) return element(this.texts(list));
    const path = patterns[call];
    if (path !== undefined) return pattern(lookUp(this.definitions, path), this.resolve);
    const [module, name = ''] = call.split('.');
    if (module === 'person') return personMakers(this.definitions, this.resolve)[name as 'fullName'];
    if (module === 'lorem') return loremMakers(element(this.texts('lorem.word')))[name];
    return this.composed(call);
  }

  private composed(call: string): Maker | undefined {
    const listed = (...paths: string[]): (string | Maker | undefined)[] =>
      paths.flatMap((path, place) => [place > 0 ? ' ' : '', element(this.texts(path))]);
    switch (call) {
      case 'company.buzzPhrase':
        return joined(listed('company.buzz_verb', 'company.buzz_adjective', 'company.buzz_noun'));
      case 'company.catchPhrase':
        return joined(listed('company.adjective', 'company.descriptor', 'company.noun'));
      case 'finance.accountName':
        return joined([element(this.texts('finance.account_type')), ' Account']);
      case 'location.buildingNumber':
        return numbered(this.texts('location.building_number'));
      case 'location.secondaryAddress':
        return numbered(this.texts('location.secondary_address'));
      case 'location.zipCode':
        return symbols(this.texts('location.postcode'));
      case 'phone.number':
        return phoneNumber(this.texts('phone_number.format.human'));
      case 'vehicle.vehicle':
        return joined(listed('vehicle.manufacturer', 'vehicle.model'));
      default:
        return undefined;
    }
  }

  /** The texts at a path; a single one counts as a list. */
  private texts(path: string): readonly string[] | undefined {
    const found = lookUp(this.definitions, path);
    return textsOf(typeof found === 'string' ? [found] : found);
  }

  /**
   * What faker makes of `{{person.prefix}}`: a function, or else a table. Where there are both and the table is a list, it
   * takes one of that before it calls the function, and drops it; the random number is gone all the same.
   */
  private readonly resolve = (expression: string): Maker | undefined => {
    if (!/^[a-z_]+(\.[a-z_]+)+$/i.test(expression)) return undefined;
    const [module, name] = expression.split('.');
    const found = lookUp(this.definitions, expression);
    if (this.isFunction(expression)) {
      const maker = this.of(expression, []);
      const isDropped = Array.isArray(found) && found.length > 1;
      if (maker === undefined || !isDropped) return maker;
      return draw => {
        draw.uint32();
        return maker(draw);
      };
    }
    // A function that is asked for one of its own properties, or a list for an entry: nothing that tables hold today.
    if (this.isFunction(`${module}.${name}`)) return undefined;
    if (Array.isArray(found)) return pattern(found, this.resolve);
    return undefined;
  };
}
