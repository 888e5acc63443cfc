import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Table } from '../../src/model/model.ts';
import { compareRows, type ActualRow, type ExpectedTexts } from '../../src/observe/compare-rows.ts';

const column = (name: string, index: number): Table['columns'][number] => {
  return { index, name, generator: { kind: 'uuid' }, nulls: 0, presentWith: undefined, dependsOn: [] };
};
const table: Table = {
  index: 0,
  name: 'rows',
  rows: 0,
  scaled: true,
  key: { kind: 'serial', columns: [0] },
  columns: ['id', 'a', 'b'].map(column),
  drawOrder: [0, 1, 2],
  serverColumns: ['made', 'changed'],
  parents: [],
  uniqueTogether: [],
  shared: true,
  deletable: false,
};

type Texts = readonly (string | null)[];

async function compare(expected: readonly ExpectedTexts[], actual: readonly ActualRow[]) {
  const hashes = { actual: createHash('sha256'), expected: createHash('sha256') };
  const sides = { expected: inTurn(expected), actual: inTurn(actual) };
  const compared = await compareRows(table, sides, hashes);
  return { ...compared, digest: hashes.actual.digest('hex'), expectedDigest: hashes.expected.digest('hex') };
}

async function* inTurn<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

const expectedRow = (rowNumber: number, a: string | null, b: string | null, updatedLater = false): ExpectedTexts => {
  return { rowNumber, values: [String(rowNumber), a, b], updatedLater };
};
const actualRow = (rowNumber: number, a: string | null, b: string | null, changedLater?: boolean): ActualRow => {
  return { rowNumber, values: [String(rowNumber), a, b], changedLater };
};

// Few values, and such as an encoding could mistake for others.
const text = fc.constantFrom(null, '', '-', '0:', '1:a', 'a', 'a 1:b', '- ', '\n', '1: ', '2:é', 'é');
const rows = fc
  .uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 5 })
  .chain(numbers =>
    fc.tuple(...numbers.sort((a, b) => a - b).map(number => fc.tuple(fc.constant(number), text, text))),
  );

/** Rows to be expected, and beside them any others or the same but for a cell. */
const sides = fc.oneof(
  fc.tuple(rows, rows),
  fc.tuple(rows, fc.nat(), fc.constantFrom(1, 2), text).map(([wanted, place, column, other]) => {
    const found = wanted.map(row => [...row] as (typeof wanted)[number]);
    if (found.length > 0) found[place % found.length]![column as 1] = other;
    return [wanted, found] as const;
  }),
);

test('digests differ exactly when rows differ, and then something is named', async () => {
  await fc.assert(
    fc.asyncProperty(sides, async ([wanted, found]) => {
      const result = await compare(
        wanted.map(([number, a, b]) => expectedRow(number, a, b)),
        found.map(([number, a, b]) => actualRow(number, a, b)),
      );
      const isSame = JSON.stringify(wanted) === JSON.stringify(found);
      assert.equal(result.matches, isSame);
      assert.equal(result.digest === result.expectedDigest, isSame);
      assert.equal(result.differences === 0, isSame);
      assert.deepEqual([result.rows, result.expectedRows], [found.length, wanted.length]);
    }),
    { seed: 20_240_501, numRuns: 3_000 },
  );
});

test('equal rows have one digest, whatever stood on the other side', async () => {
  const wanted = [expectedRow(1, 'x', null), expectedRow(2, 'y', '')];
  const asWanted = await compare(wanted, [actualRow(1, 'x', null), actualRow(2, 'y', '')]);
  const against = await compare([expectedRow(2, 'y', '')], [actualRow(1, 'x', null), actualRow(2, 'y', '')]);
  assert.equal(asWanted.digest, asWanted.expectedDigest);
  assert.equal(asWanted.expectedDigest, (await compare(wanted, [])).expectedDigest);
  assert.notEqual(against.digest, asWanted.digest, 'a row that should not be there follows the others');
});

test('rows that should not be there follow by the text of their key', async () => {
  const [nine, ten] = [actualRow(9, null, null), actualRow(10, null, null)];
  const digest = (await compare([], [nine, ten])).digest;
  const inCOrder = createHash('sha256').update('2:10 - - \n1:9 - - \n').digest('hex');
  assert.equal(digest, inCOrder);
});

test('the same row twice is one too many', async () => {
  const twice = await compare([expectedRow(1, 'x', 'x')], [actualRow(1, 'x', 'x'), actualRow(1, 'x', 'x')]);
  assert.deepEqual([twice.matches, twice.differences, twice.firstDifferences[0]?.kind], [false, 1, 'unexpected']);
  assert.notEqual(twice.digest, twice.expectedDigest);
});

test('a row whose key no plan makes is named by that key', async () => {
  const stranger: ActualRow = { rowNumber: undefined, values: ['abc', null, null], changedLater: undefined };
  const { firstDifferences } = await compare([], [stranger]);
  assert.deepEqual(firstDifferences, [
    { kind: 'unexpected', row: null, key: 'abc', column: null, expected: 'no row', actual: 'a row' },
  ]);
});

test('the time of change is held to the plan where the table has one', async () => {
  const kinds = async (updatedLater: boolean, changedLater: boolean | undefined): Promise<string[]> => {
    const { firstDifferences } = await compare(
      [expectedRow(1, '', '', updatedLater)],
      [actualRow(1, '', '', changedLater)],
    );
    return firstDifferences.map(({ kind, expected }) => `${kind}: ${expected}`);
  };
  assert.deepEqual(await kinds(true, true), []);
  assert.deepEqual(await kinds(false, false), []);
  assert.deepEqual(await kinds(true, undefined), []);
  assert.deepEqual(await kinds(true, false), ['serverTime: later than made']);
  assert.deepEqual(await kinds(false, true), ['serverTime: equal to made']);
});

test('twenty differences are kept, all are counted', async () => {
  const wanted = Array.from({ length: 30 }, (_, row) => expectedRow(row + 1, 'x', 'x'));
  const found = wanted.map(({ rowNumber, values }): ActualRow => ({
    rowNumber,
    values: withLast(values, 'y'),
    changedLater: false,
  }));
  const { differences, firstDifferences } = await compare(wanted, found);
  assert.deepEqual([differences, firstDifferences.length], [30, 20]);
});

function withLast(values: Texts, last: string): Texts {
  return [...values.slice(0, -1), last];
}
