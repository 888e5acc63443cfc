import type { ChangeEvent, Envelope } from '../envelopes.ts';
import type { Tamper } from '../publisher.ts';
import { alteredCell, at, example, isUpdate, strange, strangeKey, withKey, type CanaryKit } from './kit.ts';

/** Changes that nobody made, of a row that there is and of one that there is not. */
export function inventedCanaries(kit: CanaryKit): void {
  const known = kit.take(isUpdate);
  kit.add(
    'a change of a known row invented',
    { unexpected: 1 },
    [{ kind: 'unexpected', table: known.table, key: known.key, operation: null }],
    at(known, (hit, value) => [hit, { ...hit, value: inventedOf(value) }]),
  );

  const born = kit.take(({ op }) => op === 'insert');
  kit.add(
    'a row invented',
    { unexpected: 1 },
    [strange(born)],
    at(born, (hit, value) => {
      const invented = { ...value, source: elsewhere(value.source) };
      return [hit, withKey(hit, invented, strangeKey(born.key[0]!))];
    }),
  );
}

/** What is no event of the table, or no event at all. */
export function unreadableCanaries(kit: CanaryKit): void {
  const torn = kit.take(isUpdate);
  const noEvent = kit.run.isBatched ? 'no envelope' : 'no JSON';
  kit.add(
    noEvent,
    { undecodable: 1, missing: 1 },
    [example('missing', torn)],
    at(torn, (hit, value) => [
      { ...hit, value: kit.run.isBatched ? '{"row":"alone"}' : JSON.stringify(value).slice(0, -9) },
    ]),
  );

  const alien = kit.take(isUpdate);
  kit.add(
    "another table's envelope",
    { foreign: 1 },
    [],
    at(alien, (hit, value) => [hit, { ...hit, value: { ...value, source: { ...value.source, table: 'strangers' } } }]),
  );

  if (kit.run.hasKey) {
    const keyed = kit.take(isUpdate);
    kit.add(
      "a message's key altered",
      { undecodable: 1, missing: 1 },
      [example('missing', keyed)],
      at(keyed, hit => [{ ...hit, key: { ...hit.key, id: strangeKey(keyed.key[0]!) } }]),
    );
  }
}

/** The run before, once more. */
export function staleCanary(kit: CanaryKit): void {
  kit.add(
    'a whole run before this one',
    { stale: kit.run.before.length },
    [{ kind: 'stale', operation: null }],
    atFirst(kit.run.before),
  );
}

const elsewhere = (source: Envelope['source']): Envelope['source'] => ({ ...source, lsn: Number(source['lsn']) + 1 });

function inventedOf(value: Envelope): Envelope {
  const { column, value: other } = alteredCell(value.after!);
  return { ...value, source: elsewhere(value.source), after: { ...value.after, [column]: other } };
}

/** Sends others before the first one. */
export function atFirst(others: readonly ChangeEvent[]): Tamper {
  let isBegun = false;
  return event => {
    const sent = isBegun ? [event] : [...others, event];
    isBegun = true;
    return sent;
  };
}
