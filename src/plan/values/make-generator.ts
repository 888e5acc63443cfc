import type { GeneratorSpec } from '../../model/generator-spec.ts';
import type { Root } from '../random.ts';
import { choose } from './choose.ts';
import { cnpj } from './cnpj.ts';
import { cpf } from './cpf.ts';
import { crm } from './crm.ts';
import { document } from './document.ts';
import { bytes, text } from './filler.ts';
import type { FakerCalls } from './faker-calls.ts';
import { madeText } from './made-text.ts';
import { after, dateBetween, now, timestampBetween } from './moment.ts';
import { bool, decimal, digits, int } from './numbers.ts';
import { sequence } from './sequence.ts';
import { randomUuid } from './uuid.ts';
import type { Generator } from './value-context.ts';

/** What generators need besides their context. */
export interface GeneratorTools {
  /** Keys the bijections of unique columns. */
  readonly root: Root;
  readonly faker: FakerCalls;
  /** Index of the table and the machine's column, for keys and moves. */
  readonly table: number;
  readonly column: number;
}

/** The function behind each kind of generator: the only list to extend. */
export function makeGenerator(spec: GeneratorSpec, tools: GeneratorTools): Generator {
  switch (spec.kind) {
    case 'rowNumber':
    case 'uuidKey':
      return context => context.keyText(tools.table, context.rowNumber);
    case 'faker':
      return madeText(spec.parts, spec.max, tools.faker);
    case 'oneOf':
      return ({ draw }) => choose(spec.choices, draw);
    case 'each':
      return ({ rowNumber }) => spec.values[(rowNumber - 1) % spec.values.length]!;
    case 'ref':
      return context => context.keyText(spec.table, context.referTo(spec.table));
    case 'refTogether':
      return context => context.keyText(spec.table, context.referTogether(spec.place));
    case 'stepRow':
      return context => context.keyText(spec.table, context.rowOfStep(spec.step));
    case 'int':
      return int(spec.from, spec.to);
    case 'decimal':
      return decimal(spec.from, spec.to, spec.scale);
    case 'digits':
      return digits(spec.count);
    case 'bool':
      return bool(spec.share);
    case 'date':
      return dateBetween(spec.from, spec.to);
    case 'timestamp':
      return timestampBetween(spec.from, spec.to);
    case 'after':
      return after(spec.column, spec.from, spec.to);
    case 'uuid':
      return randomUuid;
    case 'text':
      return text(spec.from, spec.to);
    case 'bytes':
      return bytes(spec.from, spec.to);
    case 'cpf':
      return cpf(tools.root);
    case 'cnpj':
      return cnpj(tools.root, spec.alphanumeric);
    case 'crm':
      return crm(tools.root);
    case 'sequence':
      return sequence(tools.root, spec.before, spec.digits, spec.after);
    case 'constant':
      return () => spec.value;
    case 'now':
      return now(spec.dateOnly);
    default:
      return makeComposed(spec, tools);
  }
}

type Composed = Extract<GeneratorSpec, { kind: 'json' | 'state' | 'move' | 'when' }>;

/** Generators that are made of others, or look at the row. */
function makeComposed(spec: Composed, tools: GeneratorTools): Generator {
  switch (spec.kind) {
    case 'json':
      return document(
        spec.members.map(({ name, nulls, generator }) => {
          return { name, nulls, kind: generator.kind, generate: makeGenerator(generator, tools) };
        }),
      );
    case 'state':
      return ({ draw }) => choose(spec.start, draw);
    case 'move':
      return context => {
        const next = spec.next.get(context.valueOf(tools.column) ?? '');
        return next === undefined ? context.valueOf(tools.column) : choose(next, context.draw);
      };
    case 'when': {
      const branches = spec.branches.map(({ conditions, generator }) => {
        return { conditions, generate: makeGenerator(generator, tools) };
      });
      return context => {
        const fits = branches.find(({ conditions }) =>
          conditions.every(({ column, values }) => values.includes(context.valueOf(column))),
        );
        return fits === undefined ? null : fits.generate(context);
      };
    }
  }
}
