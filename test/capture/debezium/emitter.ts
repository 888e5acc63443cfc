// What Debezium's PostgreSQL connector writes for a value, as JSON text, from the server's text of it; after its documentation
// ("Data type mappings") and apart from the code that reads it: dates by JavaScript's own calendar, numbers by BigInt.
import type { ValueModes } from '../../../src/capture/debezium/settings/value-modes.ts';

export interface Emitted {
  readonly json: string;
  /** Kafka Connect's schema of the field, without its name. */
  readonly schema: object;
}

type Column = { readonly type: string; readonly modifier: number };

export function emit(column: Column, text: string, modes: ValueModes): Emitted {
  const { type, modifier } = column;
  switch (type) {
    case 'bool':
      return { json: String(text === 't'), schema: { type: 'boolean' } };
    case 'int2':
    case 'int4':
    case 'int8':
      return { json: text, schema: { type: { int2: 'int16', int4: 'int32', int8: 'int64' }[type] } };
    case 'float8':
      return { json: /^-?\d/.test(text) ? javaDouble(text) : JSON.stringify(text), schema: { type: 'double' } };
    case 'numeric':
      return decimal(text, modifier === -1 ? undefined : scaleOf(text), modes);
    case 'money':
      return decimal(text.replace(/[$,]/g, ''), 2, modes);
    case 'bytea':
      return binary(Buffer.from(text.slice(2), 'hex'), modes);
    case 'date':
      return date(text, modes);
    case 'time':
      return time(text, modifier, modes);
    case 'timestamp':
      return timestamp(text, modifier, modes);
    case 'timestamptz':
      return plain(`${iso(text.slice(0, -3))}Z`, 'io.debezium.time.ZonedTimestamp');
    case 'interval':
      return interval(text);
    default:
      return plain(text);
  }
}

export function emitArray(column: Column, texts: readonly (string | null)[], modes: ValueModes): Emitted {
  const element = { type: column.type.slice(1), modifier: column.modifier };
  const emitted = texts.map(text => (text === null ? undefined : emit(element, text, modes)));
  const items = emitted.find(item => item !== undefined)?.schema ?? { type: 'string' };
  return { json: `[${emitted.map(item => item?.json ?? 'null').join(',')}]`, schema: { type: 'array', items } };
}

function plain(text: string, name?: string): Emitted {
  return { json: JSON.stringify(text), schema: { type: 'string', name } };
}

/** Java's Double.toString has a point always, and E for the exponent. */
function javaDouble(text: string): string {
  const [mantissa = '', exponent] = Number(text).toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}

function scaleOf(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

/** @param scale of the column; undefined for a numeric of any scale */
function decimal(text: string, scale: number | undefined, modes: ValueModes): Emitted {
  if (modes.decimal === 'string') return plain(text);
  if (modes.decimal === 'double') return { json: javaDouble(text), schema: { type: 'double' } };
  const own = scaleOf(text);
  const value = twosComplement(BigInt(text.replace('.', '')));
  if (scale !== undefined) {
    const name = 'org.apache.kafka.connect.data.Decimal';
    return { json: JSON.stringify(value), schema: { type: 'bytes', name, parameters: { scale: String(scale) } } };
  }
  return {
    json: JSON.stringify({ scale: own, value }),
    schema: { type: 'struct', name: 'io.debezium.data.VariableScaleDecimal' },
  };
}

function twosComplement(value: bigint): string {
  let size = 1;
  while (BigInt.asIntN(size * 8, value) !== value) size++;
  const digits = BigInt.asUintN(size * 8, value)
    .toString(16)
    .padStart(size * 2, '0');
  return Buffer.from(digits, 'hex').toString('base64');
}

function binary(bytes: Buffer, { binary: mode }: ValueModes): Emitted {
  const base64 = bytes.toString('base64');
  const texts = {
    bytes: base64,
    base64,
    'base64-url-safe': base64.replaceAll('+', '-').replaceAll('/', '_'),
    hex: bytes.toString('hex'),
  };
  return { json: JSON.stringify(texts[mode]), schema: { type: mode === 'bytes' ? 'bytes' : 'string' } };
}

function date(text: string, { time: mode }: ValueModes): Emitted {
  if (mode === 'isostring') return plain(`${text}Z`, 'io.debezium.time.IsoDate');
  const name = mode === 'connect' ? 'org.apache.kafka.connect.data.Date' : 'io.debezium.time.Date';
  return { json: String(Date.parse(`${text}T00:00:00Z`) / 86_400_000), schema: { type: 'int32', name } };
}

function time(text: string, modifier: number, { time: mode }: ValueModes): Emitted {
  if (mode === 'isostring') return plain(`${text}Z`, 'io.debezium.time.IsoTime');
  const micros = microsOf(`1970-01-01 ${text}`);
  if (mode === 'connect') return whole(micros / 1_000n, 'int32', 'org.apache.kafka.connect.data.Time');
  if (mode === 'nanoseconds') return whole(micros * 1_000n, 'int64', 'io.debezium.time.NanoTime');
  return mode === 'adaptive' && modifier >= 0 && modifier <= 3
    ? whole(micros / 1_000n, 'int32', 'io.debezium.time.Time')
    : whole(micros, 'int64', 'io.debezium.time.MicroTime');
}

function timestamp(text: string, modifier: number, { time: mode }: ValueModes): Emitted {
  if (mode === 'isostring') return plain(`${iso(text)}Z`, 'io.debezium.time.IsoTimestamp');
  const micros = microsOf(text);
  if (mode === 'connect') return whole(micros / 1_000n, 'int64', 'org.apache.kafka.connect.data.Timestamp');
  if (mode === 'nanoseconds') return whole(micros * 1_000n, 'int64', 'io.debezium.time.NanoTimestamp');
  return mode !== 'microseconds' && modifier >= 0 && modifier <= 3
    ? whole(micros / 1_000n, 'int64', 'io.debezium.time.Timestamp')
    : whole(micros, 'int64', 'io.debezium.time.MicroTimestamp');
}

function whole(value: bigint, type: string, name: string): Emitted {
  return { json: String(value), schema: { type, name } };
}

function iso(text: string): string {
  return text.replace(' ', 'T');
}

function microsOf(text: string): bigint {
  const [upToSeconds = '', fraction = ''] = text.split('.');
  return BigInt(Date.parse(`${iso(upToSeconds)}Z`)) * 1_000n + BigInt(fraction.padEnd(6, '0'));
}

/** From IntervalStyle=postgres, as pgjdbc takes it apart. */
function interval(text: string): Emitted {
  const count = (unit: string): string =>
    new RegExp(String.raw`([+-]?\d+) ${unit}`).exec(text)?.[1]?.replace('+', '') ?? '0';
  const [, sign = '', h = '0', m = '0', s = '0', f = ''] = /([+-]?)(\d+):(\d\d):(\d\d)((?:\.\d+)?)$/.exec(text) ?? [];
  const minus = sign === '-' ? '-' : '';
  const signed = (part: string): string => (Number(part) === 0 ? '0' : minus + Number(part));
  const seconds = Number(s + f) === 0 ? '0' : `${minus}${Number(s)}${f}`;
  const parts = `P${count('year')}Y${count('mon')}M${count('day')}DT${signed(h)}H${signed(m)}M${seconds}S`;
  return plain(parts, 'io.debezium.time.Interval');
}
