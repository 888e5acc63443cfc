import type { PlannedChange } from '../../../helpers/planned-changes.ts';
import type { ChangeEvent } from '../envelopes.ts';
import type { Tamper } from '../publisher.ts';
import { at, example, isHit, isUpdate, type CanaryKit } from './kit.ts';

/** Two changes of one row in the wrong order. */
export function swappedCanary(kit: CanaryKit): void {
  const later = kit.take(each => {
    const first = kit.neighbour(each, -1);
    return kit.uniqueUpdate(each) && first !== undefined && kit.uniqueUpdate(first);
  });
  const first = kit.neighbour(later, -1)!;
  kit.add('two changes of one row swapped', { outOfOrder: 1 }, [example('outOfOrder', first)], swapping(first, later));
}

/** Changes that do not come. */
export function lostCanaries(kit: CanaryKit): void {
  const dropped = kit.take(isUpdate);
  kit.add(
    'one change dropped',
    { missing: 1 },
    [example('missing', dropped)],
    at(dropped, () => []),
  );

  const inserted = kit.take(each => each.op === 'insert' && kit.neighbour(each, 1) !== undefined);
  kit.add(
    'the first change of a row dropped',
    { missing: 1 },
    [example('missing', inserted)],
    at(inserted, () => []),
  );

  const deleted = kit.take(({ op }) => op === 'delete');
  kit.add(
    'a delete dropped',
    { missing: 1 },
    [example('missing', deleted)],
    at(deleted, () => []),
  );
}

/** Changes that come twice. */
export function repeatedCanaries(kit: CanaryKit): void {
  const repeated = kit.take(isUpdate);
  const twice: Tamper = event => [event, event];
  kit.add('one change repeated', { duplicated: 1 }, [example('duplicated', repeated)], at(repeated, twice));

  const gone = kit.take(({ op }) => op === 'delete');
  kit.add('a delete repeated', { duplicated: 1 }, [example('duplicated', gone)], at(gone, twice));
}

function swapping(first: PlannedChange, second: PlannedChange): Tamper {
  let kept: ChangeEvent | undefined;
  return event => {
    if (isHit(event, first)) {
      kept = event;
      return [];
    }
    return isHit(event, second) ? [event, kept!] : [event];
  };
}
