import type { LocaleDefinition } from '@faker-js/faker';
import type { Draw } from '../../random.ts';
import { element, lookUp, textsOf } from './locale-tables.ts';
import { weighted, type Maker } from './maker.ts';
import { pattern, type Resolve } from './pattern.ts';

type Sex = 'female' | 'male';
type BySex = Readonly<Record<Sex, Maker | undefined>>;

/** Lists of a locale by sex; `generic` ones serve both. */
type Lists = Readonly<Partial<Record<Sex | 'generic', readonly unknown[] | null>>>;

/** Names and titles of persons, each of either sex where faker is not told which. */
export interface PersonMakers {
  readonly firstName: Maker | undefined;
  readonly lastName: Maker | undefined;
  readonly middleName: Maker | undefined;
  readonly prefix: Maker | undefined;
  readonly fullName: Maker | undefined;
}

export function personMakers(definitions: LocaleDefinition, resolve: Resolve): PersonMakers {
  const names = (table: string): BySex => bySex(lookUp(definitions, `person.${table}`), list => element(textsOf(list)));
  const patterns = lookUp(definitions, 'person.last_name_pattern');
  const lastName = patterns ? bySex(patterns, list => weightedPattern(list, resolve)) : names('last_name');
  const [firstName, middleName, prefix] = [names('first_name'), names('middle_name'), names('prefix')];
  const suffix = element(textsOf(lookUp(definitions, 'person.suffix')));
  const parts = { firstName, lastName, middleName, prefix, suffix: { female: suffix, male: suffix } };
  return {
    firstName: ofAnySex(firstName),
    lastName: ofAnySex(lastName),
    middleName: ofAnySex(middleName),
    prefix: ofAnySex(prefix),
    fullName: ofAnySex(bothSexes(sex => fullName(lookUp(definitions, 'person.name'), sex, parts))),
  };
}

function bothSexes(make: (sex: Sex) => Maker | undefined): BySex {
  return { female: make('female'), male: make('male') };
}

/** faker: `person.sexType`. */
function ofAnySex({ female, male }: BySex): Maker | undefined {
  if (female === undefined || male === undefined) return undefined;
  return draw => (draw.below(2) === 0 ? female(draw) : male(draw));
}

/** A list for each sex, with the generic one mixed in by the square roots of their lengths, as faker does. */
function bySex(found: unknown, make: (list: readonly unknown[]) => Maker | undefined): BySex {
  if (found === null || typeof found !== 'object') return { female: undefined, male: undefined };
  const { generic, ...own } = found as Lists;
  return bothSexes(sex => {
    const list = own[sex];
    if (!list || !generic) return make(list ?? generic ?? []);
    return weighted([
      { weight: 3 * Math.sqrt(list.length), value: make(list) },
      { weight: Math.sqrt(generic.length), value: make(generic) },
    ]);
  });
}

interface WeightedText {
  readonly weight: number;
  readonly value: string;
}

function weightedPattern(list: readonly unknown[], resolve: Resolve): Maker | undefined {
  return weighted((list as WeightedText[]).map(({ weight, value }) => ({ weight, value: pattern(value, resolve) })));
}

const partNames = ['prefix', 'firstName', 'middleName', 'lastName', 'suffix'] as const;
type PartName = (typeof partNames)[number];

/** First and last name are drawn before the pattern, what else that has in the order of `partNames` and not of the text. */
function fullName(patterns: unknown, sex: Sex, parts: Readonly<Record<PartName, BySex>>): Maker | undefined {
  const first = parts.firstName[sex];
  const last = parts.lastName[sex];
  if (!Array.isArray(patterns) || first === undefined || last === undefined) return undefined;
  let [firstName, lastName] = ['', ''];
  const makers: Readonly<Record<PartName, Maker | undefined>> = {
    prefix: parts.prefix[sex],
    firstName: () => firstName,
    middleName: parts.middleName[sex],
    lastName: () => lastName,
    suffix: parts.suffix[sex],
  };
  const whole = weighted(
    (patterns as WeightedText[]).map(({ weight, value }) => ({ weight, value: filledIn(value, makers) })),
  );
  if (whole === undefined) return undefined;
  return (draw: Draw) => {
    firstName = first(draw);
    lastName = last(draw);
    return whole(draw);
  };
}

/** A text with names in it, such as `{{person.prefix}} {{person.firstName}}` (faker: `helpers.mustache`). */
function filledIn(text: string, makers: Readonly<Record<PartName, Maker | undefined>>): Maker | undefined {
  const pieces = text.split(/\{\{person.(prefix|firstName|middleName|lastName|suffix)\}\}/);
  const named = pieces.filter((_, place) => place % 2 === 1) as PartName[];
  const order = partNames.filter(name => named.includes(name));
  const inOrder = order.map(name => makers[name]);
  if (named.length > order.length || inOrder.includes(undefined)) return undefined;
  const drawn = inOrder as readonly Maker[];
  const places = named.map(name => order.indexOf(name));
  const literals = pieces.filter((_, place) => place % 2 === 0);
  const values = Array<string>(order.length).fill('');
  return draw => {
    for (let place = 0; place < drawn.length; place++) values[place] = drawn[place]!(draw);
    let made = literals[0]!;
    for (let place = 0; place < places.length; place++) made += values[places[place]!]! + literals[place + 1]!;
    return made;
  };
}
