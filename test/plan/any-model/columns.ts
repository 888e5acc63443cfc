import type { Chooser } from './chooser.ts';

export type Scalar = string | number | boolean | null;
/** A column as a model file spells it. */
export type Written = Record<string, unknown>;

/** A column with what events have to know of it. */
export interface MadeColumn {
  readonly name: string;
  readonly written: Written;
  readonly kind: string;
  /** Values of an enumeration, else none. */
  readonly values: readonly Scalar[];
  /** Table that the column refers to. */
  readonly refersTo: string | undefined;
  readonly isUnique: boolean;
  /** A state machine with at least one move. */
  readonly moves: boolean;
}

const times = new Set(['date', 'timestamp', 'after']);
const uniqueKinds = ['cpf', 'cnpj', 'crm', 'sequence'];
const plainKinds = ['int', 'decimal', 'digits', 'bool', 'date', 'timestamp', 'uuid', 'text', 'bytes', 'oneOf'];
const kinds = [...plainKinds, 'faker', 'template', 'each', 'json', 'when', 'start', 'after', 'unique', 'ref', 'ref'];
const words = ['alfa', 'bravo', 'charlie', '10', '2', 'delta'];

/** Columns of a table; each depends on earlier ones at most, so there is no circle, and they come in any order. */
export function anyColumns(choose: Chooser, parents: readonly string[], most: number): MadeColumn[] {
  const columns: MadeColumn[] = [];
  for (let count = choose.int(0, most); count > 0; count--) {
    columns.push(anyColumn(choose, `c${columns.length}`, columns, parents));
  }
  return choose.shuffled(columns);
}

function anyColumn(
  choose: Chooser,
  name: string,
  earlier: readonly MadeColumn[],
  parents: readonly string[],
): MadeColumn {
  let kind = choose.of(kinds);
  if (kind === 'after' && !earlier.some(column => times.has(column.kind))) kind = 'timestamp';
  if (kind === 'ref' && parents.length === 0) kind = 'int';
  if (kind === 'unique') kind = choose.of(uniqueKinds);
  const refersTo = kind === 'ref' ? choose.of(parents) : undefined;
  const written = kind === 'ref' ? { ref: refersTo } : anyGenerator(choose, kind, earlier);
  const isUnique = uniqueKinds.includes(kind);
  if (choose.once(4)) written['nulls'] = `${choose.int(0, 100)}%`;
  if (choose.once(6) && earlier.length > 0) written['presentWith'] = choose.of(earlier).name;
  const moves = Object.keys((written['next'] as object | undefined) ?? {}).length > 0;
  return { name, written, kind, values: enumeration(kind, written), refersTo, isUnique, moves };
}

function enumeration(kind: string, written: Written): Scalar[] {
  if (kind === 'bool') return [true, false];
  const choices = written['oneOf'] ?? written['each'] ?? written['start'];
  if (choices === undefined) return [];
  return Array.isArray(choices) ? (choices as Scalar[]) : Object.keys(choices as object);
}

/** A generator that gives any column a value of its own kind, for overrides. */
export function anyPlain(choose: Chooser, kind: string): Written {
  return anyGenerator(choose, plainKinds.includes(kind) ? kind : choose.of(plainKinds), []);
}

function anyGenerator(choose: Chooser, kind: string, earlier: readonly MadeColumn[]): Written {
  const from = choose.int(-5, 5);
  const range = { from, to: from + choose.int(0, 9) };
  const offset = (days: number): string => `${days < 0 ? '-' : '+'}${Math.abs(days)}d`;
  const span = { from: offset(range.from), to: offset(range.to) };
  const length = { from: choose.int(0, 3), to: choose.int(3, 12) };
  switch (kind) {
    case 'int':
      return { int: range };
    case 'decimal':
      return { decimal: { ...range, scale: choose.int(0, 3) } };
    case 'digits':
      return { digits: choose.int(1, 14) };
    case 'bool':
      return { bool: `${choose.int(0, 100)}%` };
    case 'date':
      return { date: span };
    case 'timestamp':
      return { timestamp: span };
    case 'uuid':
      return { uuid: 'random' };
    case 'text':
    case 'bytes':
      return { [kind]: { length: choose.once(2) ? length : length.to } };
    case 'faker':
      return { faker: choose.of(['person.firstName', 'word.noun', 'number.int']), max: choose.int(1, 20) };
    case 'template':
      return { template: `${choose.of(words)} {{number.int({"min":1,"max":${choose.int(1, 9)}})}}` };
    case 'each':
      return { each: choose.shuffled(words).slice(0, choose.int(1, 4)) };
    case 'sequence':
      return { sequence: `S{${'n'.repeat(choose.int(2, 6))}}` };
    case 'cpf':
    case 'crm':
      return { [kind]: 'unique' };
    case 'cnpj':
      return { cnpj: 'unique', alphanumeric: `${choose.int(0, 100)}%` };
    default:
      return anyComposed(choose, kind, earlier);
  }
}

/** Generators that are made of others, or look at other columns. */
function anyComposed(choose: Chooser, kind: string, earlier: readonly MadeColumn[]): Written {
  switch (kind) {
    case 'oneOf':
      return { oneOf: anyChoices(choose, words.slice(0, choose.int(1, 5))) };
    case 'start': {
      const states = words.slice(0, choose.int(2, 5));
      // Only forwards, so that every machine comes to an end.
      const next = states.slice(0, -1).map((state, place) => [state, anyChoices(choose, states.slice(place + 1))]);
      return { start: anyChoices(choose, states), next: Object.fromEntries(choose.some(next, next.length) as never) };
    }
    case 'after': {
      const base = choose.of(earlier.filter(column => times.has(column.kind)));
      return { after: base.name, within: `${choose.int(0, 5)}s..${choose.int(1, 5)}d` };
    }
    case 'json':
      return {
        json: {
          a: anyPlain(choose, 'any'),
          b: { ...anyPlain(choose, 'any'), nulls: '50%' },
          c: { json: { d: { digits: 3 } } },
        },
      };
    default: {
      const branches = Array.from({ length: choose.int(0, 2) }, () => ({
        ...anyCondition(choose, earlier),
        ...anyPlain(choose, 'any'),
      }));
      const conditional = branches.filter(branch => Object.keys(branch).length > 1);
      return {
        when: choose.once(2) && conditional.length > 0 ? conditional : [...conditional, anyPlain(choose, 'any')],
      };
    }
  }
}

/** A condition that some rows meet, on one of the columns; none when there is no column. */
export function anyCondition(choose: Chooser, columns: readonly MadeColumn[]): Record<string, Scalar | Scalar[]> {
  if (columns.length === 0) return {};
  const { name, values } = choose.of(columns);
  if (values.length === 0) return { [name]: null };
  const some = [...choose.some(values, values.length), choose.of(values)];
  return { [name]: choose.once(3) ? [...some, null] : choose.once(2) ? some : choose.of(values) };
}

function anyChoices(choose: Chooser, values: readonly string[]): Scalar[] | Record<string, number> {
  if (choose.once(2)) return [...values];
  return Object.fromEntries(values.map((value, place) => [value, place === 0 ? choose.int(1, 9) : choose.int(0, 9)]));
}
