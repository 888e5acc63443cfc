import type { JsonValue } from '../json-value.ts';
import type { CapturedColumn } from '../captured-table.ts';
import type { ValueModes } from '../settings/value-modes.ts';
import { arrayText, type ArrayElements } from './array-text.ts';
import { binaryBytes, bitsCell, byteaText } from './binary-cell.ts';
import { decimalCell, moneyText } from './decimal-cell.ts';
import type { FieldSchema } from './field-schema.ts';
import { floatCell } from './float-cell.ts';
import { intervalCell } from './interval-cell.ts';
import { temporalCells } from './temporal-cell.ts';
import { modifierOf } from './type-modifier.ts';
import { integerCell } from './whole-number.ts';

/**
 * Canonical text of a value that is there.
 * @throws RangeError that says what the value is not
 */
export type CellReader = (value: JsonValue) => string;

/** The reader of a column's values as a schema says they are written. */
export function cellReader(
  { type, modifier }: Pick<CapturedColumn, 'type' | 'modifier'>,
  schema: FieldSchema,
  modes: ValueModes,
): CellReader {
  if (type.startsWith('_')) {
    const element = cellReader({ type: type.slice(1), modifier }, schema.items ?? schema, modes);
    return value => arrayText(arrayElements(value, element));
  }
  const temporal = schema.name === undefined ? undefined : temporalCells.get(schema.name);
  if (temporal !== undefined) return temporal;
  switch (type) {
    case 'int2':
    case 'int4':
    case 'int8':
    case 'oid':
      return integerCell;
    case 'float4':
    case 'float8':
      return value => floatCell(value, type);
    case 'numeric': {
      const { scale } = modifierOf(type, modifier);
      return value => decimalCell(value, schema, scale);
    }
    case 'money':
      return value => moneyText(decimalCell(value, schema, modes.moneyScale));
    case 'bytea':
      return value => byteaText(binaryBytes(value, modes.binary));
    case 'interval':
      return intervalCell;
    case 'bit':
      return value => (typeof value === 'boolean' ? bitText(value) : bitsCell(value, modifier));
    default:
      return plainCell;
  }
}

/** A value that Debezium passes on as the server wrote it; a domain's is its base type's. */
function plainCell(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return integerCell(value);
}

function bitText(value: boolean): string {
  return value ? '1' : '0';
}

function arrayElements(value: JsonValue, element: CellReader): ArrayElements {
  if (!Array.isArray(value)) throw new RangeError('no array');
  return (value as JsonValue[]).map(item => {
    if (item === null) return null;
    return Array.isArray(item) ? arrayElements(item, element) : element(item);
  });
}
