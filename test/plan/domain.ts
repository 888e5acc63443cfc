import type { GeneratorSpec } from '../../src/model/generator-spec.ts';

/** What a value may depend on. */
export interface Surroundings {
  readonly nowSeconds: number;
  /** The row's other values, as they are together with this one. */
  readonly valueOf: (column: number) => string | null;
}

/** Whether a generator can make that value, said once more and in another way than the generators themselves. */
export function canMake(spec: GeneratorSpec, value: string | null, around: Surroundings): boolean {
  switch (spec.kind) {
    case 'oneOf':
      return spec.choices.values.includes(value);
    case 'state':
      return spec.start.values.includes(value);
    case 'each':
      return spec.values.includes(value);
    case 'constant':
      return value === spec.value;
    case 'when': {
      const meets = spec.branches.find(({ conditions }) =>
        conditions.every(({ column, values }) => values.includes(around.valueOf(column))),
      );
      return meets === undefined ? value === null : canMake(meets.generator, value, around);
    }
    case 'after': {
      const base = around.valueOf(spec.column);
      if (base === null || value === null) return base === value;
      return isBetween(secondsOf(value) - secondsOf(base), spec.from, spec.to);
    }
    default:
      return value !== null && isForm(spec, value, around.nowSeconds);
  }
}

function isForm(spec: GeneratorSpec, value: string, nowSeconds: number): boolean {
  switch (spec.kind) {
    case 'int':
      return /^-?\d+$/.test(value) && isBetween(Number(value), spec.from, spec.to);
    case 'decimal':
      return isBetween(Math.round(Number(value) * 10 ** spec.scale), spec.from, spec.to);
    case 'digits':
      return new RegExp(`^\\d{${spec.count}}$`).test(value);
    case 'bool':
      return value === 't' || value === 'f';
    case 'date': {
      const day = (seconds: number): number => Math.floor(seconds / 86_400);
      return isBetween(day(secondsOf(value)), day(nowSeconds + spec.from), day(nowSeconds + spec.to));
    }
    case 'timestamp':
      return isBetween(secondsOf(value) - nowSeconds, spec.from, spec.to);
    case 'now':
      return secondsOf(value) === (spec.dateOnly ? nowSeconds - (nowSeconds % 86_400) : nowSeconds);
    case 'text':
      return isBetween(value.length, spec.from, spec.to);
    case 'bytes':
      return isBetween((value.length - 2) / 2, spec.from, spec.to);
    case 'faker':
      return value.length <= (spec.max ?? Infinity);
    case 'json':
      return typeof JSON.parse(value) === 'object';
    default:
      return true;
  }
}

function secondsOf(text: string): number {
  return Date.parse(`${text.slice(0, 10)}T${text.length > 10 ? text.slice(11) : '00:00:00'}Z`) / 1_000;
}

function isBetween(value: number, from: number, to: number): boolean {
  return value >= from && value <= to;
}
