import type { CapturedColumn } from '../captured-table.ts';
import type { ValueModes } from '../settings/value-modes.ts';
import type { FieldSchema } from './field-schema.ts';
import { semanticType } from './semantic-type.ts';
import { modifierOf } from './type-modifier.ts';

/**
 * The schema that Debezium gives a column under these settings, for messages that bring none.
 * Source: Debezium documentation, connector for PostgreSQL, "Data type mappings"; compared with real events of 2.7.3.Final and
 * 3.6.0.Final, with which the tests compare it again.
 */
export function assumedSchema(column: Pick<CapturedColumn, 'type' | 'modifier'>, modes: ValueModes): FieldSchema {
  const { type, modifier } = column;
  if (type.startsWith('_')) {
    return { ...schema('array'), items: assumedSchema({ type: type.slice(1), modifier }, modes) };
  }
  switch (type) {
    case 'numeric':
      return decimalSchema(modes, modifierOf(type, modifier).scale);
    case 'money':
      return decimalSchema(modes, modes.moneyScale);
    case 'bytea':
      return schema(modes.binary === 'bytes' ? 'bytes' : 'string');
    case 'date':
      return dateSchema(modes);
    case 'time':
      return timeSchema(modes, modifierOf(type, modifier).precision);
    case 'timestamp':
      return timestampSchema(modes, modifierOf(type, modifier).precision);
    case 'timetz':
      return schema('string', semanticType.zonedTime);
    case 'timestamptz':
      return schema('string', semanticType.zonedTimestamp);
    case 'interval':
      return modes.interval === 'string'
        ? schema('string', semanticType.interval)
        : schema('int64', semanticType.microDuration);
    case 'bit':
      return modifier === 1 ? schema('boolean') : schema('bytes', semanticType.bits);
    default:
      return schema('');
  }
}

function decimalSchema({ decimal }: ValueModes, scale: number | undefined): FieldSchema {
  if (decimal === 'string') return schema('string');
  if (decimal === 'double') return schema('double');
  if (scale === undefined) return schema('struct', semanticType.variableScaleDecimal);
  return { ...schema('bytes', semanticType.decimal), scale };
}

function dateSchema({ time }: ValueModes): FieldSchema {
  return time === 'isostring' ? schema('string', semanticType.isoDate) : schema('int32', semanticType.date);
}

function timeSchema({ time }: ValueModes, precision: number): FieldSchema {
  if (time === 'isostring') return schema('string', semanticType.isoTime);
  if (time === 'connect') return schema('int32', semanticType.connectTime);
  if (time === 'nanoseconds') return schema('int64', semanticType.nanoTime);
  return time === 'adaptive' && precision <= 3
    ? schema('int32', semanticType.time)
    : schema('int64', semanticType.microTime);
}

function timestampSchema({ time }: ValueModes, precision: number): FieldSchema {
  if (time === 'isostring') return schema('string', semanticType.isoTimestamp);
  if (time === 'connect') return schema('int64', semanticType.connectTimestamp);
  if (time === 'nanoseconds') return schema('int64', semanticType.nanoTimestamp);
  return time !== 'microseconds' && precision <= 3
    ? schema('int64', semanticType.timestamp)
    : schema('int64', semanticType.microTimestamp);
}

function schema(type: string, name?: string): FieldSchema {
  return { type, name, scale: undefined, items: undefined };
}
