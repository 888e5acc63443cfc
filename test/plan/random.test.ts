import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Draw, hashName, makeRoot, mix32 } from '../../src/plan/random.ts';
import { assertEven, assertShare, tally } from './chi-square.ts';

const root = makeRoot(20_240_501, 'stream');
const nome = hashName('nome');

function drawOf(unit: number, name: number = nome): Draw {
  const draw = new Draw();
  draw.unit(root, unit);
  return draw.column(name);
}

test('the finaliser of MurmurHash3 and FNV-1a give their published values', () => {
  assert.deepEqual([0, 1, 0xffff_ffff].map(mix32), [0, 0x514e_28b7, 0x81f1_6f39]);
  assert.deepEqual(['', 'a', 'b', 'foobar'].map(hashName), [0x811c_9dc5, 0xe40c_292c, 0xe70c_2de5, 0xbf9c_f968]);
  assert.equal(hashName('é'), hashName('\u00e9'));
  assert.notEqual(hashName('é'), hashName('e\u0301'));
});

test('roots stay what they are', () => {
  assert.deepEqual(makeRoot(20_240_501, 'seed', 'pacientes'), { a: 3289513288, b: 1644572783 });
  assert.deepEqual(makeRoot('20240501', 'seed', 'pacientes'), makeRoot(20_240_501, 'seed', 'pacientes'));
  assert.deepEqual(makeRoot('a shop, not a hospital', 'bijection', 'customers.id'), { a: 222227420, b: 2646612115 });
  assert.deepEqual(makeRoot(0, 'deck'), { a: 1584177319, b: 2592679097 });
});

test('draws stay what they are, small units and large ones', () => {
  const drawn = [0, 1, 149, 0xffff_ffff, 0x1_0000_0000, Number.MAX_SAFE_INTEGER].map(unit => {
    const draw = drawOf(unit);
    return [
      draw.uint32(),
      draw.below(100),
      draw.below(0x20_0000),
      draw.below(Number.MAX_SAFE_INTEGER),
      draw.fraction(),
    ];
  });
  assert.deepEqual(drawn, [
    [658620323, 83, 646379, 4151064350368492, 0.25613216939382255],
    [2756457225, 60, 396782, 5241747063472514, 0.9318325810600072],
    [1653161463, 18, 994878, 2122356335812889, 0.9260605168528855],
    [3612332402, 14, 837090, 1986068128449347, 0.7815930044744164],
    [4065573910, 85, 1228970, 3608781189430405, 0.8391016379464418],
    [3668190338, 95, 1188693, 503345386415867, 0.08738814434036613],
  ]);
});

test('a column is a mulberry32 stream', () => {
  /** As its author wrote it (Ettinger 2017). */
  const mulberry32 = (a: number) => (): number => {
    let t = (a += 0x6d2b79f5);
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  // With unit (0, 0) the state is the mixed hash of the name alone.
  const draw = new Draw();
  const next = mulberry32(mix32(nome));
  draw.column(nome);
  for (let count = 0; count < 100; count++) assert.equal(draw.uint32(), next());
});

test('whole numbers lie in their range, ends included', () => {
  const range = fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.oneof(fc.nat({ max: 5 }), fc.maxSafeNat()));
  const property = fc.property(range, fc.maxSafeNat(), ([from, length], unit) => {
    const to = Math.min(from + length, Number.MAX_SAFE_INTEGER - 1e6);
    const drawn = drawOf(unit).between(from, to);
    assert.ok(Number.isSafeInteger(drawn) && drawn >= from && drawn <= to, `${drawn} is not in ${from}..${to}`);
  });
  fc.assert(property);
  const ends = tally(3, 100, unit => drawOf(unit).between(5, 7) - 5);
  assert.ok(!ends.includes(0), `5, 6 and 7 come up ${ends.join(', ')} times`);
});

test('whole numbers are even, where one draw makes them and where two do', () => {
  for (const size of [2, 3, 10, 100])
    assertEven(
      tally(size, 20_000, unit => drawOf(unit).below(size)),
      `below ${size}`,
    );
  for (const size of [0x1f_ffff, 0x20_0000, 1e9 - 10, Number.MAX_SAFE_INTEGER]) {
    const counts = tally(64, 20_000, unit => Math.floor((drawOf(unit).below(size) / size) * 64));
    assertEven(counts, `below ${size}`);
  }
});

test('neighbouring units, columns and draws have nothing to do with each other', () => {
  const pairs = {
    units: (unit: number) => [drawOf(unit), drawOf(unit + 1)],
    columns: (unit: number) => [drawOf(unit), drawOf(unit, hashName('nomf'))],
    'the null of a column': (unit: number) => [drawOf(unit), drawOf(unit, hashName('nome#null'))],
    'lanes of 4': (unit: number) => [drawOf(unit), drawOf(unit + 4)],
    'units 2^32 apart': (unit: number) => [drawOf(unit), drawOf(unit + 0x1_0000_0000)],
  };
  for (const [what, pair] of Object.entries(pairs)) {
    const counts = tally(256, 50_000, time => {
      const [first, second] = pair(time) as [Draw, Draw];
      return first.below(16) * 16 + second.below(16);
    });
    assertEven(counts, what);
  }
  const successive = tally(256, 50_000, time => {
    const draw = drawOf(time);
    return draw.below(16) * 16 + draw.below(16);
  });
  assertEven(successive, 'draws');
});

test('a chance of 0 % never comes, of 100 % always, of 30 % in three of ten', () => {
  const times = (share: number): number => tally(2, 20_000, unit => Number(drawOf(unit).chance(share)))[1]!;
  assert.equal(times(0), 0);
  assert.equal(times(10_000), 20_000);
  assertShare(times(3_000), 20_000, 0.3, 'a chance of 30 %');
});

test('a shuffle makes each order equally often and loses no card', () => {
  const orders = new Map<string, number>();
  for (let unit = 0; unit < 24_000; unit++) {
    const cards = Uint16Array.from([0, 1, 2, 3]);
    drawOf(unit).shuffle(cards);
    orders.set(cards.join(''), (orders.get(cards.join('')) ?? 0) + 1);
  }
  assert.equal(orders.size, 24);
  assertEven([...orders.values()], 'orders');
});

test('purposes, tables and random seeds have roots of their own', () => {
  const purposes = ['seed', 'stream', 'jitter', 'deck', 'bijection'] as const;
  const roots = [1, 2, '1 '].flatMap(randomSeed =>
    purposes.flatMap(purpose => ['', 'a', 'b'].map(table => JSON.stringify(makeRoot(randomSeed, purpose, table)))),
  );
  assert.equal(new Set(roots).size, roots.length);
});
