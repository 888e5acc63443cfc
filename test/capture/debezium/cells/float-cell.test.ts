import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { floatCell } from '../../../../src/capture/debezium/cells/float-cell.ts';
import { fileServer } from '../../../helpers/file-server.ts';

const server = fileServer();

/** Where digits are hard: powers of two (uneven neighbours), halves, middles between neighbours, subnormals, turns to an exponent. */
const hard = Array.from({ length: 300 }, (_, place) => place - 150).flatMap(power => [
  2 ** power,
  Number(`1e${power}`),
  Number(`5.5e${power}`),
  (2 ** 24 - 1) * 2 ** power,
]);
const others = [227384.125, -4898.03125, 999999.5, 1e15, 123456789012345, 5e-324, 1.7976931348623157e308, 2 ** 53];

test('a floating-point number has the text that PostgreSQL gives it', async () => {
  const drawn = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { numRuns: 20_000, seed: 1 });
  const singles = fc.sample(fc.float({ noNaN: true, noDefaultInfinity: true }), { numRuns: 20_000, seed: 1 });
  const url = await server.newDatabase();
  for (const [type, random] of [
    ['float4', singles],
    ['float8', drawn],
  ] as const) {
    const numbers = [...hard, ...others, ...random].filter(number => {
      const kept = type === 'float4' ? Math.fround(number) : number;
      return Number.isFinite(kept) && (kept !== 0 || number === 0);
    });
    const list = numbers.map(number => (Object.is(number, -0) ? '-0' : number.toExponential(20))).join();
    const rows = await server.ask(url, `SELECT value::${type}::text AS text FROM unnest('{${list}}'::text[]) AS value`);
    assert.ok(numbers.length > 20_000);
    assert.deepEqual(
      numbers.map(number => floatCell(number, type)),
      rows.map(row => row['text']),
    );
  }
});

test('what is no number says so', () => {
  assert.equal(floatCell('-Infinity', 'float8'), '-Infinity');
  assert.throws(() => floatCell('1.5', 'float8'), /no floating-point number/);
  assert.throws(() => floatCell(1e300, 'float4'), /beyond a float4/);
});
