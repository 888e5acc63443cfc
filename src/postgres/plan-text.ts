import type { GeneratorSpec } from '../model/generator-spec.ts';
import type { Column, Model, Table } from '../model/model.ts';
import type { ServerColumn } from './catalogue.ts';

/** Whether the key is the row number and a number to the server too, which then sorts it as one. */
export function isOrdered({ key, columns }: Table, known: ReadonlyMap<string, ServerColumn>): boolean {
  if (key.kind !== 'serial') return false;
  const { type, modifier } = known.get(columns[key.columns[0]!]!.name)!;
  return isNumber(type, modifier);
}

/** A type that prints a whole number as the plan does. */
function isNumber(type: string, modifier: number): boolean {
  return ['int2', 'int4', 'int8'].includes(type) || (type === 'numeric' && (modifier < 0 || scaleOf(modifier) === 0));
}

/** Decimals of a numeric: the low 11 bits of its modifier, after a header of 4. */
function scaleOf(modifier: number): number {
  return (modifier - 4) & 0x7ff;
}

const textTypes = new Set(['text', 'varchar']);

/** Types of which a generator's text is exactly what the server prints. */
const exactTypes: Partial<Record<GeneratorSpec['kind'], readonly string[]>> = {
  int: ['int2', 'int4', 'int8'],
  bool: ['bool'],
  date: ['date'],
  timestamp: ['timestamp'],
  after: ['timestamp'],
  now: ['timestamp', 'date'],
  uuid: ['uuid'],
  uuidKey: ['uuid'],
  bytes: ['bytea'],
};

/** Whether the plan's text of a column is the server's canonical one; where in doubt, the server is asked. */
export function hasPlansText(table: Table, column: Column, { type, modifier }: ServerColumn, model: Model): boolean {
  if (textTypes.has(type)) return true;
  const steps = model.events.flatMap(event => event.steps).filter(step => step.table === table.index);
  const sets = steps.flatMap(step => step.sets).filter(set => set.column === column.index);
  return [column, ...sets].every(({ generator }) => isExact(generator, type, modifier, model));
}

function isExact(generator: GeneratorSpec, type: string, modifier: number, model: Model): boolean {
  switch (generator.kind) {
    case 'ref':
    case 'refTogether':
    case 'stepRow':
      return isExact(model.tables[generator.table]!.columns[0]!.generator, type, modifier, model);
    case 'when':
      return generator.branches.every(branch => isExact(branch.generator, type, modifier, model));
    case 'constant':
      return generator.value === null;
    case 'rowNumber':
      return isNumber(type, modifier);
    case 'decimal':
      return type === 'numeric' && modifier >= 0 && scaleOf(modifier) === generator.scale;
    default:
      return exactTypes[generator.kind]?.includes(type) ?? false;
  }
}
