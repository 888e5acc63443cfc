import { sameRow, type PlannedChange } from '../../helpers/planned-changes.ts';
import type { ChangeEvent, Envelope, Json, JsonRow } from './envelopes.ts';
import { faithful, type Tamper } from './publisher.ts';

/** How a capture's changes are named: by what the reference saw at their position, or by their values against the plan. */
export type Naming = 'beside the reference' | 'alone';

export interface NamedExample {
  readonly kind: string;
  /** Left out with the key where any will do: examples are the first to come, and partitions come in any order. */
  readonly table?: string;
  readonly key?: readonly string[];
  /** Null where no planned change is named. */
  readonly operation: number | null;
  readonly differences?: readonly object[];
}

/** A fault on the way to a sink, and what must be said of it. */
export interface SinkCanary {
  readonly name: string;
  readonly tamper: Tamper;
  /** Counts that there must be for it. */
  readonly found: Readonly<Record<string, number>>;
  /** Examples that name it. */
  readonly examples: readonly NamedExample[];
}

export interface CanaryRun {
  readonly plan: readonly PlannedChange[];
  readonly naming: Naming;
  /** Whether the message's key is on this wire. */
  readonly hasKey: boolean;
  /** Whether events are elements of an array, so that one that is no JSON would take the others along. */
  readonly isBatched: boolean;
  /** What the run before sent, to be sent once more. */
  readonly before: readonly ChangeEvent[];
}

type Suits = (each: PlannedChange) => boolean;

/** Hands out planned changes, each of a row of its own, so that faults stay apart. */
class Targets {
  private readonly rows = new Set<string>();
  private readonly plan: readonly PlannedChange[];

  constructor(plan: readonly PlannedChange[]) {
    this.plan = plan;
  }

  /** The one in the middle of those that suit. */
  take(suits: Suits): PlannedChange {
    const fit = this.plan.filter(each => !this.has(each.table, each.key.join(' ')) && isOneKey(each) && suits(each));
    const found = fit[fit.length >> 1];
    if (found === undefined) throw new Error('the plan has no change for this canary');
    this.rows.add(`${found.table} ${found.key.join(' ')}`);
    return found;
  }

  has(table: string, row: string): boolean {
    return this.rows.has(`${table} ${row}`);
  }
}

const isOneKey: Suits = ({ key }) => key.length === 1;
const isHit = (event: ChangeEvent, { table, key, nth }: PlannedChange): boolean =>
  event.table === table && event.row === key.join(' ') && event.nth === nth;

/** Does something to the one event of a planned change. */
const at =
  (target: PlannedChange, act: (event: ChangeEvent, value: Envelope) => readonly ChangeEvent[]): Tamper =>
  event =>
    isHit(event, target) && typeof event.value !== 'string' ? act(event, event.value) : [event];

const withKey = (event: ChangeEvent, value: Envelope, id: Json): ChangeEvent => ({
  ...event,
  key: { ...event.key, id },
  value: { ...value, before: value.before && { ...value.before, id }, after: value.after && { ...value.after, id } },
});

const strangeKey = (key: string): string | number =>
  key.includes('-') ? 'ffffffff-ffff-4fff-bfff-ffffffffffff' : 999_999_999;
const jsonKey = (key: string): Json => (key.includes('-') ? key : Number(key));

/** A column whose values mean nothing to keys and references, its value, and another one. */
function alteredCell(after: JsonRow): { column: string; expected: string; actual: string; value: Json } {
  for (const [column, value] of Object.entries(after)) {
    if (/^(id|.*_id|.*_at|sku|email)$/.test(column)) continue;
    if (typeof value === 'number') return { column, expected: `${value}`, actual: `${value + 1}`, value: value + 1 };
    if (typeof value === 'string') return { column, expected: value, actual: `${value}~`, value: `${value}~` };
  }
  throw new Error('no column to alter');
}

/** Canaries for one capture, all in one run: each is told from the others by its row. */
export function sinkCanaries({ plan, naming, hasKey, isBatched, before }: CanaryRun): SinkCanary[] {
  const targets = new Targets(plan);
  const isNamed = naming === 'beside the reference';
  const imageOf = ({ image }: PlannedChange): string => JSON.stringify(image);
  const isUnique: Suits = each =>
    sameRow(plan, each).every(other => other === each || imageOf(other) !== imageOf(each));
  const neighbour = (each: PlannedChange, by: number): PlannedChange | undefined =>
    sameRow(plan, each).find(({ nth }) => nth === each.nth + by);
  const isUpdate: Suits = ({ op }) => op === 'update';
  const uniqueUpdate: Suits = each => isUpdate(each) && isUnique(each);
  const example = (
    kind: string,
    { table, key, operation }: PlannedChange,
    differences: readonly object[] = [],
  ): NamedExample => ({ kind, table, key, operation, differences });
  const strange = ({ table, key }: PlannedChange): NamedExample => ({
    kind: 'unexpected',
    table,
    key: [`${strangeKey(key[0]!)}`],
    operation: null,
  });
  const made: SinkCanary[] = [];
  const add = (name: string, found: SinkCanary['found'], examples: readonly NamedExample[], tamper: Tamper): void =>
    void made.push({ name, found, examples, tamper });

  // Those that need two changes of a row come first: few rows have them.
  const later = targets.take(each => {
    const first = neighbour(each, -1);
    return uniqueUpdate(each) && first !== undefined && uniqueUpdate(first);
  });
  const first = neighbour(later, -1)!;
  add('two changes of one row swapped', { outOfOrder: 1 }, [example('outOfOrder', first)], swapping(first, later));

  const altered = targets.take(
    each => uniqueUpdate(each) && isUnique(neighbour(each, -1) ?? each) && neighbour(each, -1)?.op === 'update',
  );
  const earlier = neighbour(altered, -1)!;
  let image: JsonRow | null = null;
  const column = Object.keys(altered.image!).filter(name => altered.image![name] !== earlier.image![name]);
  const differences = column.map(name => ({
    column: name,
    expected: altered.image![name]!,
    actual: earlier.image![name]!,
  }));
  add(
    'a change altered to the image before',
    isNamed ? { mismatched: 1 } : { unexpected: 1, missing: 1 },
    isNamed
      ? [example('mismatched', altered, differences)]
      : [example('missing', altered), example('unexpected', earlier)],
    event => {
      if (isHit(event, earlier) && typeof event.value !== 'string') image = event.value.after;
      return at(altered, (hit, value) => [
        { ...hit, value: { ...value, after: { ...image, updated_at: value.after!['updated_at']! } } },
      ])(event);
    },
  );

  const dropped = targets.take(isUpdate);
  add(
    'one change dropped',
    { missing: 1 },
    [example('missing', dropped)],
    at(dropped, () => []),
  );

  const inserted = targets.take(each => each.op === 'insert' && neighbour(each, 1) !== undefined);
  add(
    'the first change of a row dropped',
    { missing: 1 },
    [example('missing', inserted)],
    at(inserted, () => []),
  );

  const deleted = targets.take(({ op }) => op === 'delete');
  add(
    'a delete dropped',
    { missing: 1 },
    [example('missing', deleted)],
    at(deleted, () => []),
  );

  const repeated = targets.take(isUpdate);
  const twice: Tamper = event => [event, event];
  add('one change repeated', { duplicated: 1 }, [example('duplicated', repeated)], at(repeated, twice));

  const gone = targets.take(({ op }) => op === 'delete');
  add('a delete repeated', { duplicated: 1 }, [example('duplicated', gone)], at(gone, twice));

  const changed = targets.take(isUpdate);
  const cell = alteredCell(rowOf(changed));
  const { column: name, expected, actual, value: other } = cell;
  add(
    'a cell altered',
    { mismatched: 1 },
    [example('mismatched', changed, [{ column: name, expected, actual }])],
    at(changed, (hit, value) => [{ ...hit, value: { ...value, after: { ...value.after, [name]: other } } }]),
  );

  const lost = targets.take(isUpdate);
  add(
    'a key altered to one that there is not',
    { unexpected: 1, missing: 1 },
    [example('missing', lost), strange(lost)],
    at(lost, (hit, value) => [withKey(hit, value, strangeKey(lost.key[0]!))]),
  );

  const moved = targets.take(uniqueUpdate);
  // A row that is not there yet would be a key that nobody knows: the lane has inserted this one before.
  const isBefore = ({ lane, operation }: PlannedChange): boolean => lane === moved.lane && operation < moved.operation;
  const owner = targets.take(each => each.table === moved.table && each.op === 'insert' && isBefore(each));
  const keyDifference = { column: 'id', expected: moved.key[0], actual: owner.key[0] };
  add(
    "a key altered to another row's",
    isNamed ? { mismatched: 1 } : { unexpected: 1, missing: 1 },
    isNamed
      ? [example('mismatched', moved, [keyDifference])]
      : [example('missing', moved), { kind: 'unexpected', table: owner.table, key: owner.key, operation: null }],
    at(moved, (hit, value) => [withKey(hit, value, jsonKey(owner.key[0]!))]),
  );

  const kind = targets.take(uniqueUpdate);
  add(
    'an update altered to an insert',
    { mismatched: 1 },
    [example('mismatched', kind, [{ column: '(kind)', expected: 'update', actual: 'insert' }])],
    at(kind, (hit, value) => [{ ...hit, value: { ...value, op: 'c' } }]),
  );

  const known = targets.take(isUpdate);
  add(
    'a change of a known row invented',
    { unexpected: 1 },
    [{ kind: 'unexpected', table: known.table, key: known.key, operation: null }],
    at(known, (hit, value) => [hit, { ...hit, value: inventedOf(value) }]),
  );

  const born = targets.take(({ op }) => op === 'insert');
  add(
    'a row invented',
    { unexpected: 1 },
    [strange(born)],
    at(born, (hit, value) => {
      const invented = { ...value, source: elsewhere(value.source) };
      return [hit, withKey(hit, invented, strangeKey(born.key[0]!))];
    }),
  );

  const torn = targets.take(isUpdate);
  const noEvent = isBatched ? 'no envelope' : 'no JSON';
  add(
    noEvent,
    { undecodable: 1, missing: 1 },
    [example('missing', torn)],
    at(torn, (hit, value) => [{ ...hit, value: isBatched ? '{"row":"alone"}' : JSON.stringify(value).slice(0, -9) }]),
  );

  const alien = targets.take(isUpdate);
  add(
    "another table's envelope",
    { foreign: 1 },
    [],
    at(alien, (hit, value) => [hit, { ...hit, value: { ...value, source: { ...value.source, table: 'strangers' } } }]),
  );

  if (hasKey) {
    const keyed = targets.take(isUpdate);
    add(
      "a message's key altered",
      { undecodable: 1, missing: 1 },
      [example('missing', keyed)],
      at(keyed, hit => [{ ...hit, key: { ...hit.key, id: strangeKey(keyed.key[0]!) } }]),
    );
  }

  add('a whole run before this one', { stale: before.length }, [{ kind: 'stale', operation: null }], atFirst(before));
  return made;
}

const rowOf = ({ image }: PlannedChange): JsonRow =>
  Object.fromEntries(
    Object.entries(image!).map(([name, text]) => [name, text !== null && /^\d+$/.test(text) ? Number(text) : text]),
  );

const elsewhere = (source: Envelope['source']): Envelope['source'] => ({ ...source, lsn: Number(source['lsn']) + 1 });

function inventedOf(value: Envelope): Envelope {
  const { column, value: other } = alteredCell(value.after!);
  return { ...value, source: elsewhere(value.source), after: { ...value.after, [column]: other } };
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

/** Sends others before the first one. */
export function atFirst(others: readonly ChangeEvent[]): Tamper {
  let isBegun = false;
  return event => {
    const sent = isBegun ? [event] : [...others, event];
    isBegun = true;
    return sent;
  };
}

/** Fifty changes sent again: a run of their own, since twenty examples of a kind are given. */
export function sentAgainCanary({ plan }: CanaryRun): SinkCanary[] {
  const suits = (event: ChangeEvent): boolean => plan.some(each => isHit(event, each));
  return [{ name: '50 sent again', found: { duplicated: 50 }, examples: [], tamper: again(50, plan.length, suits) }];
}

/** Sends that many changes again, one after the other, once so many have passed. */
function again(count: number, passed: number, suits: (event: ChangeEvent) => boolean): Tamper {
  const kept: ChangeEvent[] = [];
  let came = 0;
  return event => {
    came += 1;
    if (kept.length < count && suits(event)) kept.push(event);
    return came === passed ? [event, ...kept] : [event];
  };
}

/** All of them, one after the other. */
export function together(canaries: readonly SinkCanary[]): Tamper {
  return canaries
    .map(({ tamper }) => tamper)
    .reduce<Tamper>((all, next) => event => all(event).flatMap(next), faithful);
}
