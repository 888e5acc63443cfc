import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { dependencyOrder } from '../../src/model/order.ts';

const anyDependencies = fc
  .integer({ min: 1, max: 9 })
  .chain(count =>
    fc.array(fc.array(fc.nat({ max: count - 1 }), { maxLength: 2 }), { minLength: count, maxLength: count }),
  );

test('each comes after those it depends on, and first what can come first', () => {
  const property = fc.property(anyDependencies, dependencies => {
    const { order, cyclic } = dependencyOrder(dependencies);
    assert.deepEqual(
      [...order, ...cyclic].sort((a, b) => a - b),
      [...dependencies.keys()],
    );
    for (const [place, index] of order.entries()) {
      const before = new Set(order.slice(0, place));
      assert.ok(
        dependencies[index]!.every(need => before.has(need)),
        `${index} comes too early`,
      );
      // Anything smaller that is still to come had to wait for something.
      const smaller = order.slice(place + 1).filter(other => other < index);
      for (const other of smaller) {
        assert.ok(
          dependencies[other]!.some(need => !before.has(need)),
          `${other} could have come before ${index}`,
        );
      }
    }
    for (const index of cyclic) {
      assert.ok(
        dependencies[index]!.some(need => cyclic.includes(need)),
        `${index} is in no circle`,
      );
    }
  });
  fc.assert(property, { numRuns: 500 });
});

test('without dependencies the order stays, and a circle has none', () => {
  assert.deepEqual(dependencyOrder([]), { order: [], cyclic: [] });
  assert.deepEqual(dependencyOrder([[], [], []]), { order: [0, 1, 2], cyclic: [] });
  assert.deepEqual(dependencyOrder([[2], [], [1]]), { order: [1, 2, 0], cyclic: [] });
  assert.deepEqual(dependencyOrder([[1], [0], [], [0]]), { order: [2], cyclic: [0, 1, 3] });
  assert.deepEqual(dependencyOrder([[0]]), { order: [], cyclic: [0] });
});
