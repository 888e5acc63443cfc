import type { ColumnFile } from './model-file.generated.ts';

/** Keys of a column that name its generator; exactly one of them must be there. */
export const generatorKeys = [
  'faker',
  'template',
  'oneOf',
  'each',
  'ref',
  'int',
  'decimal',
  'digits',
  'bool',
  'date',
  'timestamp',
  'after',
  'uuid',
  'text',
  'json',
  'bytes',
  'cpf',
  'cnpj',
  'crm',
  'sequence',
  'start',
  'when',
] as const satisfies readonly (keyof ColumnFile)[];
