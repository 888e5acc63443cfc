import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Convergence } from '../../../src/observe/replica/convergence.ts';

const limits = { idleUs: 10, maxUs: 100 };

test('rows are compared at first, when their counts agree, and at half of idle; then only where a verdict is due', () => {
  const convergence = new Convergence(0, [3, 2]);
  const at = (nowUs: number, counts: number[]): boolean => convergence.counted(nowUs, counts, limits);
  assert.equal(at(0, [0, 0]), true);
  convergence.compared(0, { isEqual: false, content: 'a' }, limits);
  assert.deepEqual([at(1, [1, 0]), at(4, [3, 1]), at(5, [3, 1])], [false, false, true]);
  convergence.compared(5, { isEqual: false, content: 'b' }, limits);
  assert.deepEqual([at(6, [2, 3]), at(7, [3, 2]), at(100, [0, 0])], [false, true, true]);
});

test('idle counts from the last change of the counts or of the rows', () => {
  const convergence = new Convergence(0, [9]);
  const look = (nowUs: number, count: number, content: string): string => {
    convergence.counted(nowUs, [count], limits);
    return convergence.compared(nowUs, { isEqual: false, content }, limits);
  };
  assert.equal(look(0, 1, 'a'), 'changing');
  assert.equal(look(6, 1, 'b'), 'changing');
  assert.equal(look(12, 1, 'b'), 'changing');
  convergence.counted(14, [2], limits);
  convergence.counted(15, [1], limits);
  assert.equal(look(17, 1, 'b'), 'changing');
  assert.equal(look(24, 1, 'b'), 'changing');
  assert.equal(look(25, 1, 'b'), 'idle');
});

test('what is still changing when the time is over is not judged, and what is equal is there even then', () => {
  const differs = new Convergence(0, [9]);
  differs.counted(99, [1], limits);
  assert.equal(differs.compared(99, { isEqual: false, content: 'a' }, { ...limits, idleUs: 1_000 }), 'changing');
  assert.equal(differs.compared(100, { isEqual: false, content: 'b' }, { ...limits, idleUs: 1_000 }), 'timeOver');
  assert.equal(differs.compared(101, { isEqual: true, content: 'c' }, limits), 'converged');
});
