import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Convergence } from '../../../src/observe/replica/convergence.ts';

const limits = { quietUs: 3, idleUs: 10, maxUs: 100 };
const position = '';
const isCaughtUp = undefined;

test('rows are compared at first, when their counts agree, and at half of idle; then only where a verdict is due', () => {
  const convergence = new Convergence(0, [3, 2]);
  const at = (nowUs: number, counts: number[]): boolean => convergence.count(nowUs, { counts, position }, limits);
  assert.equal(at(0, [0, 0]), true);
  convergence.compare(0, { isEqual: false, content: 'a', isCaughtUp }, limits);
  assert.deepEqual([at(1, [1, 0]), at(4, [3, 1]), at(5, [3, 1])], [false, false, true]);
  convergence.compare(5, { isEqual: false, content: 'b', isCaughtUp }, limits);
  assert.deepEqual([at(6, [2, 3]), at(7, [3, 2]), at(100, [0, 0])], [false, true, true]);
});

test('idle counts from the last change of the counts, the rows or the position of the feed', () => {
  const convergence = new Convergence(0, [9]);
  const look = (nowUs: number, count: number, content: string, at = position): string => {
    convergence.count(nowUs, { counts: [count], position: at }, limits);
    return convergence.compare(nowUs, { isEqual: false, content, isCaughtUp }, limits);
  };
  assert.equal(look(0, 1, 'a'), 'changing');
  assert.equal(look(6, 1, 'b'), 'changing');
  assert.equal(look(12, 1, 'b'), 'changing');
  convergence.count(14, { counts: [2], position }, limits);
  convergence.count(15, { counts: [1], position }, limits);
  assert.equal(look(17, 1, 'b'), 'changing');
  assert.equal(look(24, 1, 'b'), 'changing');
  assert.equal(look(24.5, 1, 'b', 'nearer'), 'changing');
  assert.equal(look(34, 1, 'b', 'nearer'), 'changing');
  assert.equal(look(34.5, 1, 'b', 'nearer'), 'idle');
});

/** What looks come to, each at a time, with rows that are as they must be or not. */
function outcomes(looks: readonly (readonly [number, boolean, boolean | undefined])[], own = limits): string[] {
  const convergence = new Convergence(0, [9]);
  return looks.map(([nowUs, isEqual, isCaughtUp]) => {
    convergence.count(nowUs, { counts: [9], position }, own);
    return convergence.compare(nowUs, { isEqual, content: isEqual ? 'right' : `at ${nowUs}`, isCaughtUp }, own);
  });
}

test('where the feed says how far it is, equal rows count when it has applied all, and not before', () => {
  const [changing, never] = ['changing', 'unproved'];
  assert.deepEqual(outcomes([[1, true, true]]), ['converged']);
  assert.deepEqual(
    outcomes([
      [1, true, false],
      [6, true, false],
      [9, true, true],
    ]),
    [changing, changing, 'converged'],
  );
  assert.deepEqual(
    outcomes([
      [1, true, false],
      [10, true, false],
    ]),
    [changing, never],
  );
  const late = { ...limits, maxUs: 5 };
  assert.deepEqual(outcomes([[5, true, false]], late), [never]);
  assert.deepEqual(outcomes([[5, false, true]], late), ['timeOver']);
});

test('where nobody knows, equal rows count once they stayed so for the quiet time, or when the time is over', () => {
  assert.deepEqual(
    outcomes([
      [1, true, undefined],
      [3, false, undefined],
      [4, true, undefined],
      [6, true, undefined],
      [7, true, undefined],
    ]),
    ['changing', 'changing', 'changing', 'changing', 'converged'],
  );
  assert.deepEqual(outcomes([[5, true, undefined]], { ...limits, maxUs: 5 }), ['converged']);
});

test('counts that differ in between begin the quiet time anew', () => {
  const convergence = new Convergence(0, [9]);
  const look = { isEqual: true, content: 'right', isCaughtUp: undefined };
  convergence.count(1, { counts: [9], position }, limits);
  assert.equal(convergence.compare(1, look, limits), 'changing');
  assert.equal(convergence.equalSinceUs, 1);
  convergence.count(3, { counts: [8], position }, limits);
  assert.equal(convergence.equalSinceUs, undefined);
  convergence.count(4, { counts: [9], position }, limits);
  assert.equal(convergence.compare(4, look, limits), 'changing');
});
