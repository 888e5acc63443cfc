import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createEnvelopeDecoder } from '../../../src/capture/debezium/envelope-decoder.ts';
import {
  binaryModes,
  decimalModes,
  timeModes,
  type ValueModes,
} from '../../../src/capture/debezium/settings/value-modes.ts';
import type { Cell } from '../../../src/observe/verify/captured-change.ts';
import { emit, emitArray, type Emitted } from './emitter.ts';
import { modesWith } from './modes.ts';

interface Kind {
  readonly column: { readonly type: string; readonly modifier: number };
  /** The server's texts of values that the mode loses nothing of. */
  readonly texts: (modes: ValueModes) => fc.Arbitrary<string>;
}

const clock = (digits: number): fc.Arbitrary<string> =>
  fc
    .integer({ min: 0, max: 86_399 })
    .chain(seconds => fraction(digits).map(behind => new Date(seconds * 1_000).toISOString().slice(11, 19) + behind));

/** A fraction as PostgreSQL prints it: no trailing zeros. */
function fraction(digits: number): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: 10 ** digits - 1 }).map(number => {
    const kept = String(number).padStart(digits, '0').replace(/0+$/, '');
    return number === 0 || kept === '' ? '' : `.${kept}`;
  });
}

const days = (years: [number, number]): fc.Arbitrary<string> =>
  fc
    .integer({ min: Date.UTC(years[0], 0) / 86_400_000 + 1, max: Date.UTC(years[1], 0) / 86_400_000 })
    .map(day => new Date(day * 86_400_000).toISOString().slice(0, 10));

/** Years that JavaScript takes as they are, and nanoseconds hold. */
const yearsOf = ({ time }: ValueModes): [number, number] => (time === 'nanoseconds' ? [1_678, 2_261] : [100, 9_999]);
const fine = ({ time }: ValueModes): number => (time === 'connect' ? 3 : 6);

function stamps(modes: ValueModes, digits: number): fc.Arbitrary<string> {
  return fc.tuple(days(yearsOf(modes)), clock(digits)).map(parts => parts.join(' '));
}

/** At most 15 digits where doubles must hold them. */
function decimals(scale: number, digits: number): fc.Arbitrary<string> {
  const limit = 10n ** BigInt(digits) - 1n;
  return fc.bigInt({ min: -limit, max: limit }).map(unscaled => {
    const shown = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
    const point = shown.length - scale;
    const sign = unscaled < 0n ? '-' : '';
    return scale === 0 ? sign + shown : `${sign}${shown.slice(0, point)}.${shown.slice(point)}`;
  });
}

const exact = ({ decimal }: ValueModes, digits: number): number =>
  decimal === 'double' ? Math.min(15, digits) : digits;
const whole = (bits: bigint): fc.Arbitrary<string> =>
  fc.bigInt({ min: -(1n << (bits - 1n)), max: (1n << (bits - 1n)) - 1n }).map(String);
const text = fc.string({ unit: 'binary', maxLength: 30 }).filter(value => !/[\0\ud800-\udfff]/u.test(value));
const modifierOfNumeric = (precision: number, scale: number): number => ((precision << 16) | scale) + 4;

const intervals = fc
  .tuple(
    fc.integer({ min: -99, max: 99 }),
    fc.integer({ min: -11, max: 11 }),
    fc.integer({ min: -40, max: 40 }),
    clock(6),
    fc.boolean(),
  )
  .map(([years, months, dayCount, time, isMinus]) => {
    const parts: string[] = [];
    for (const [unit, count] of [
      ['year', years],
      ['mon', months],
      ['day', dayCount],
    ] as const) {
      if (count === 0) continue;
      const plus = count > 0 && (parts.at(-1)?.startsWith('-') ?? false) ? '+' : '';
      parts.push(`${plus}${count} ${unit}${count === 1 ? '' : 's'}`);
    }
    const isZero = !/[1-9]/.test(time);
    const plus = parts.at(-1)?.startsWith('-') === true ? '+' : '';
    if (!isZero || parts.length === 0) parts.push((isMinus && !isZero ? '-' : plus) + time);
    return parts.join(' ');
  });

const kinds: Record<string, Kind> = {
  bool: { column: { type: 'bool', modifier: -1 }, texts: () => fc.constantFrom('t', 'f') },
  int2: { column: { type: 'int2', modifier: -1 }, texts: () => whole(16n) },
  int8: { column: { type: 'int8', modifier: -1 }, texts: () => whole(64n) },
  'numeric(30,6)': {
    column: { type: 'numeric', modifier: modifierOfNumeric(30, 6) },
    texts: modes => decimals(6, exact(modes, 30)),
  },
  'numeric(38,0)': {
    column: { type: 'numeric', modifier: modifierOfNumeric(38, 0) },
    texts: modes => decimals(0, exact(modes, 38)),
  },
  numeric: {
    column: { type: 'numeric', modifier: -1 },
    texts: modes =>
      decimals(4, exact(modes, 30))
        .map(value => value.replace(/\.?0+$/, ''))
        .filter(value => !/^-?$/.test(value)),
  },
  money: {
    column: { type: 'money', modifier: -1 },
    texts: modes =>
      decimals(2, exact(modes, 18)).map(value =>
        value.replace(
          /^(-?)(\d+)/,
          (_, sign: string, dollars: string) => `${sign}$${BigInt(dollars).toLocaleString('en-US')}`,
        ),
      ),
  },
  bytea: {
    column: { type: 'bytea', modifier: -1 },
    texts: () => fc.uint8Array({ maxLength: 20 }).map(bytes => String.raw`\x${Buffer.from(bytes).toString('hex')}`),
  },
  date: { column: { type: 'date', modifier: -1 }, texts: () => days([100, 9_999]) },
  time: { column: { type: 'time', modifier: -1 }, texts: modes => clock(fine(modes)) },
  'time(3)': { column: { type: 'time', modifier: 3 }, texts: () => clock(3) },
  timestamp: { column: { type: 'timestamp', modifier: -1 }, texts: modes => stamps(modes, fine(modes)) },
  'timestamp(0)': { column: { type: 'timestamp', modifier: 0 }, texts: modes => stamps(modes, 0) },
  'timestamp(3)': { column: { type: 'timestamp', modifier: 3 }, texts: modes => stamps(modes, 3) },
  timestamptz: {
    column: { type: 'timestamptz', modifier: -1 },
    texts: () => fc.tuple(days([100, 9_999]), clock(6)).map(parts => `${parts.join(' ')}+00`),
  },
  interval: { column: { type: 'interval', modifier: -1 }, texts: () => intervals },
  text: { column: { type: 'text', modifier: -1 }, texts: () => text },
  enum: { column: { type: 'mood', modifier: -1 }, texts: () => text },
  uuid: { column: { type: 'uuid', modifier: -1 }, texts: () => fc.uuid() },
  jsonb: { column: { type: 'jsonb', modifier: -1 }, texts: () => fc.json() },
};

const someModes = fc.record({
  time: fc.constantFrom(...timeModes),
  decimal: fc.constantFrom(...decimalModes),
  binary: fc.constantFrom(...binaryModes),
});

function decodeCell(column: Kind['column'], emitted: Emitted, modes: ValueModes, withSchema: boolean): Cell {
  const table = { schema: 's', table: 't', columns: [{ name: 'c', ...column, inIdentity: true }] };
  const source =
    '{"version":"3.6.0.Final","connector":"postgresql","schema":"s","table":"t","txId":1,"lsn":2,"ts_us":3}';
  const payload = `{"before":null,"after":{"c":${emitted.json}},"source":${source},"op":"c"}`;
  const schema = { fields: [{ field: 'after', fields: [{ field: 'c', ...emitted.schema }] }] };
  const value = withSchema ? `{"schema":${JSON.stringify(schema)},"payload":${payload}}` : payload;
  const decoded = createEnvelopeDecoder(modes, [table])({ key: null, value, headers: {}, receivedAtUs: 0 });
  assert.equal(decoded.kind, 'change', decoded.kind === 'undecodable' ? decoded.line : '');
  return decoded.kind === 'change' ? decoded.change.after![0] : undefined;
}

for (const [name, { column, texts }] of Object.entries(kinds)) {
  test(`${name}: the server's text is had back under every mode, with and without schemas`, () => {
    fc.assert(
      fc.property(
        someModes.chain(chosen => {
          const modes = modesWith({ ...chosen, interval: 'string' });
          return fc.tuple(fc.constant(modes), texts(modes), fc.boolean());
        }),
        ([modes, value, withSchema]) => {
          assert.equal(decodeCell(column, emit(column, value, modes), modes, withSchema), value);
        },
      ),
      { numRuns: 300 },
    );
  });
}

/** Array text of PostgreSQL with every element quoted, which means the same. */
function read(array: string): (string | null)[] {
  const elements: (string | null)[] = [];
  const pattern = /"((?:[^"\\]|\\.)*)"|([^{},"]+)/gs;
  for (const [, quoted, bare] of array.slice(1, -1).matchAll(pattern)) {
    elements.push(quoted === undefined ? (bare === 'NULL' ? null : bare!) : quoted.replace(/\\(.)/gs, '$1'));
  }
  return elements;
}

test('arrays: the elements are had back from the text, NULL apart from "NULL"', () => {
  const arrays = ['text', 'int8', 'numeric(30,6)', 'timestamp', 'bytea', 'uuid', 'bool', 'date'] as const;
  fc.assert(
    fc.property(
      fc.tuple(someModes, fc.constantFrom(...arrays)).chain(([chosen, name]) => {
        const modes = modesWith(chosen);
        const element = fc.option(fc.oneof(kinds[name]!.texts(modes)), { freq: 4 });
        return fc.tuple(fc.constant(modes), fc.constant(name), fc.array(element, { maxLength: 6 }), fc.boolean());
      }),
      ([modes, name, elements, withSchema]) => {
        const { type, modifier } = kinds[name]!.column;
        const column = { type: `_${type}`, modifier };
        // Without a value no element says how it would be written.
        const cell = decodeCell(
          column,
          emitArray(column, elements, modes),
          modes,
          withSchema && elements.some(item => item !== null),
        );
        assert.equal(typeof cell, 'string');
        assert.deepEqual(read(cell!), elements);
      },
    ),
    { numRuns: 1_000 },
  );
});
