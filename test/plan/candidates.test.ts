import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { CandidateSet } from '../../src/plan/candidates.ts';

const anyPuts = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.boolean()), { maxLength: 200 });

function members(set: CandidateSet): number[] {
  return Array.from({ length: set.size }, (_, place) => set.at(place));
}

test('a set holds what belongs: added at the end, the last one takes the place of what leaves', () => {
  const property = fc.property(anyPuts, puts => {
    const set = new CandidateSet();
    const expected: number[] = [];
    for (const [ordinal, belongs] of puts) {
      set.put(ordinal, belongs);
      const place = expected.indexOf(ordinal);
      if (belongs && place < 0) expected.push(ordinal);
      else if (!belongs && place >= 0) {
        const last = expected.pop()!;
        if (last !== ordinal) expected[place] = last;
      }
      assert.deepEqual(members(set), expected);
    }
    for (let ordinal = 0; ordinal <= 41; ordinal++) assert.equal(set.has(ordinal), expected.includes(ordinal));
  });
  fc.assert(property);
});
