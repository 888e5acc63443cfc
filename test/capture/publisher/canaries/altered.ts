import type { PlannedChange } from '../../../helpers/planned-changes.ts';
import type { JsonRow } from '../envelopes.ts';
import {
  alteredCell,
  at,
  example,
  isHit,
  isUpdate,
  jsonKey,
  rowOf,
  strange,
  strangeKey,
  withKey,
  type CanaryKit,
} from './kit.ts';

/** A change with the image of the one before it. */
export function staleImageCanary(kit: CanaryKit): void {
  const altered = kit.take(
    each =>
      kit.uniqueUpdate(each) &&
      kit.isUnique(kit.neighbour(each, -1) ?? each) &&
      kit.neighbour(each, -1)?.op === 'update',
  );
  const earlier = kit.neighbour(altered, -1)!;
  let image: JsonRow | null = null;
  const column = Object.keys(altered.image!).filter(name => altered.image![name] !== earlier.image![name]);
  const differences = column.map(name => ({
    column: name,
    expected: altered.image![name]!,
    actual: earlier.image![name]!,
  }));
  kit.add(
    'a change altered to the image before',
    kit.isNamed ? { mismatched: 1 } : { unexpected: 1, missing: 1 },
    kit.isNamed
      ? [example('mismatched', altered, differences)]
      : [example('missing', altered), example('unexpected', earlier)],
    event => {
      if (isHit(event, earlier) && typeof event.value !== 'string') image = event.value.after;
      return at(altered, (hit, value) => [
        { ...hit, value: { ...value, after: { ...image, updated_at: value.after!['updated_at']! } } },
      ])(event);
    },
  );
}

/** A value that is another one. */
export function alteredCellCanary(kit: CanaryKit): void {
  const changed = kit.take(isUpdate);
  const cell = alteredCell(rowOf(changed));
  const { column: name, expected, actual, value: other } = cell;
  kit.add(
    'a cell altered',
    { mismatched: 1 },
    [example('mismatched', changed, [{ column: name, expected, actual }])],
    at(changed, (hit, value) => [{ ...hit, value: { ...value, after: { ...value.after, [name]: other } } }]),
  );
}

/** Keys that are others: of no row, and of another row. */
export function alteredKeyCanaries(kit: CanaryKit): void {
  const lost = kit.take(isUpdate);
  kit.add(
    'a key altered to one that there is not',
    { unexpected: 1, missing: 1 },
    [example('missing', lost), strange(lost)],
    at(lost, (hit, value) => [withKey(hit, value, strangeKey(lost.key[0]!))]),
  );

  const moved = kit.take(kit.uniqueUpdate);
  // A row that is not there yet would be a key that nobody knows: the lane has inserted this one before.
  const isBefore = ({ lane, operation }: PlannedChange): boolean => lane === moved.lane && operation < moved.operation;
  const owner = kit.take(each => each.table === moved.table && each.op === 'insert' && isBefore(each));
  const keyDifference = { column: 'id', expected: moved.key[0], actual: owner.key[0] };
  kit.add(
    "a key altered to another row's",
    kit.isNamed ? { mismatched: 1 } : { unexpected: 1, missing: 1 },
    kit.isNamed
      ? [example('mismatched', moved, [keyDifference])]
      : [example('missing', moved), { kind: 'unexpected', table: owner.table, key: owner.key, operation: null }],
    at(moved, (hit, value) => [withKey(hit, value, jsonKey(owner.key[0]!))]),
  );
}

/** An update that says that it is an insert. */
export function alteredKindCanary(kit: CanaryKit): void {
  const kind = kit.take(kit.uniqueUpdate);
  kit.add(
    'an update altered to an insert',
    { mismatched: 1 },
    [example('mismatched', kind, [{ column: '(kind)', expected: 'update', actual: 'insert' }])],
    at(kind, (hit, value) => [{ ...hit, value: { ...value, op: 'c' } }]),
  );
}
