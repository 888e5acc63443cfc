import type { CapturedChange, Cell } from '../../../src/observe/verify/captured-change.ts';
import { copyOf, type Seen } from './feed.ts';
import type { Chance, Emitted } from './server-stream.ts';

/** How the altered capture tells changes apart. */
export type Naming = 'reference' | 'named' | 'alone' | 'plain';

export interface Canary {
  readonly seen: readonly Seen[];
  /** Findings that there must be, and no others. */
  readonly found: Readonly<Record<string, number>>;
}

/** Makes a stream faulty in one way, or undefined where this one has no change for it. */
export type MakeCanary = (emitted: readonly Emitted[], naming: Naming, chance: Chance) => Canary | undefined;

const rowOf = ({ table, rowNumber }: Emitted): string => `${table} ${rowNumber}`;
const cellsOf = ({ change: { after } }: Emitted, modelled: number): string => JSON.stringify(after?.slice(0, modelled));

function modelledOf({ change: { columns } }: Emitted): number {
  return columns.filter(name => !['created_at', 'updated_at'].includes(name)).length;
}

/** Whether no other change of its row has the same values, so that it can be told apart without positions. */
function isUnique(emitted: readonly Emitted[], each: Emitted): boolean {
  const mine = cellsOf(each, modelledOf(each));
  return !emitted.some(
    other => other !== each && rowOf(other) === rowOf(each) && cellsOf(other, modelledOf(other)) === mine,
  );
}

const changes = (emitted: readonly Emitted[]): CapturedChange[] => emitted.map(({ change }) => change);

/** A random place of a change of the stream phase that suits. */
function pick(emitted: readonly Emitted[], chance: Chance, suits: (each: Emitted, at: number) => boolean): number {
  const places = emitted.flatMap((each, at) => (each.operation !== undefined && suits(each, at) ? [at] : []));
  return places.length === 0 ? -1 : places[chance(places.length)]!;
}

function replaced(emitted: readonly Emitted[], at: number, ...by: CapturedChange[]): Seen[] {
  const seen = changes(emitted);
  seen.splice(at, 1, ...by);
  return seen;
}

const onlyOf = (naming: Naming): boolean => naming === 'plain' || naming === 'alone';

/** Place of the row's change before that one, or -1. */
function previousOf(emitted: readonly Emitted[], at: number): number {
  for (let before = at - 1; before >= 0; before--) if (rowOf(emitted[before]!) === rowOf(emitted[at]!)) return before;
  return -1;
}

function alteredCells(cells: readonly Cell[], columns: readonly number[]): Cell[] {
  return cells.map((cell, column) => (columns.includes(column) ? `${cell ?? ''}~` : cell));
}

const strangeKey = (key: string): string =>
  key.includes('-') ? 'ffffffff-ffff-4fff-bfff-ffffffffffff' : '999999999999';

function withKey(change: CapturedChange, column: number, key: string): CapturedChange {
  const rekeyed = (cells: readonly Cell[] | undefined): Cell[] | undefined =>
    cells?.map((cell, at) => (at === column && cell !== undefined ? key : cell));
  return copyOf(change, { before: rekeyed(change.before), after: rekeyed(change.after) });
}

const keyColumn = ({ columns }: CapturedChange): number => columns.indexOf('id');

export const canaries: Readonly<Record<string, MakeCanary>> = {
  'one dropped': (emitted, _, chance) => {
    const at = pick(emitted, chance, () => true);
    return at < 0 ? undefined : { seen: replaced(emitted, at), found: { missing: 1 } };
  },

  'one repeated': (emitted, naming, chance) => {
    const at = pick(emitted, chance, each => naming === 'reference' || naming === 'named' || isUnique(emitted, each));
    if (at < 0) return undefined;
    const seen = changes(emitted);
    seen.splice(at + 1 + chance(seen.length - at), 0, copyOf(seen[at]!, {}));
    return { seen, found: { duplicated: 1 } };
  },

  'two of one key swapped': (emitted, naming, chance) => {
    const at = pick(emitted, chance, (each, place) => {
      const before = previousOf(emitted, place);
      if (before < 0 || emitted[before]!.operation === undefined) return false;
      if (naming === 'named') return true;
      // A slot's position stands for the whole stream: what lies between the two comes late as well.
      const moved = naming === 'reference' ? emitted.slice(before, place + 1) : [emitted[before]!, each];
      return moved.every(other => isUnique(emitted, other));
    });
    if (at < 0) return undefined;
    const before = previousOf(emitted, at);
    const seen = changes(emitted);
    [seen[at], seen[before]] = [copyOf(seen[before]!, {}), copyOf(seen[at]!, {})];
    return { seen, found: { outOfOrder: 1 } };
  },

  'one altered': (emitted, _, chance) => {
    const altered = (each: Emitted): number[] =>
      Array.from({ length: modelledOf(each) }, (_each, column) => column).filter(
        column => !/^(id|r\d+|.*_id)$/.test(each.change.columns[column]!),
      );
    const at = pick(emitted, chance, each => each.change.after !== undefined && altered(each).length > 0);
    if (at < 0) return undefined;
    const { change } = emitted[at]!;
    const columns = altered(emitted[at]!);
    const after = alteredCells(change.after!, [columns[chance(columns.length)]!]);
    return { seen: replaced(emitted, at, copyOf(change, { after })), found: { mismatched: 1 } };
  },

  'one altered to the image before': (emitted, naming, chance) => {
    const at = pick(emitted, chance, (each, place) => {
      const before = emitted[previousOf(emitted, place)];
      return (
        each.change.op === 'update' &&
        each.change.before === undefined &&
        before?.change.op === 'update' &&
        isUnique(emitted, each) &&
        isUnique(emitted, before)
      );
    });
    if (at < 0) return undefined;
    const after = emitted[previousOf(emitted, at)]!.change.after!;
    const seen = replaced(emitted, at, copyOf(emitted[at]!.change, { after }));
    if (naming === 'named') return { seen, found: { mismatched: 1 } };
    return { seen, found: naming === 'plain' ? { duplicated: 1, missing: 1 } : { unexpected: 1, missing: 1 } };
  },

  'a key that there is not': (emitted, _, chance) => {
    const at = pick(emitted, chance, each => keyColumn(each.change) >= 0);
    if (at < 0) return undefined;
    const { change } = emitted[at]!;
    const column = keyColumn(change);
    const key = strangeKey((change.after ?? change.before)![column]!);
    return { seen: replaced(emitted, at, withKey(change, column, key)), found: { unexpected: 1, missing: 1 } };
  },

  "another row's key": (emitted, naming, chance) => {
    const at = pick(emitted, chance, each => keyColumn(each.change) >= 0 && each.change.op === 'update');
    if (at < 0) return undefined;
    const { change, table, rowNumber } = emitted[at]!;
    const column = keyColumn(change);
    const other = emitted.slice(0, at).find(each => each.table === table && each.rowNumber !== rowNumber);
    const key = (other?.change.after ?? other?.change.before)?.[column];
    if (typeof key !== 'string') return undefined;
    const seen = replaced(emitted, at, withKey(change, column, key));
    // A row with the same values but for the key may be there: then it is the other's change that came twice.
    const isLike = emitted.some(each => {
      if (each.table !== table || each.change.after?.[column] !== key || change.after === undefined) return false;
      const mine = withKey(change, column, key).after!.slice(0, modelledOf(each));
      return JSON.stringify(mine) === cellsOf(each, modelledOf(each));
    });
    if (naming !== 'named' && isLike) return undefined;
    return { seen, found: naming === 'named' ? { mismatched: 1 } : { unexpected: 1, missing: 1 } };
  },

  'kind altered': (emitted, naming, chance) => {
    const at = pick(emitted, chance, each => {
      if (each.change.op === 'delete' || each.change.before !== undefined) return false;
      return naming === 'named' || isUnique(emitted, each);
    });
    if (at < 0) return undefined;
    const { change } = emitted[at]!;
    const altered = copyOf(change, { op: change.op === 'insert' ? 'update' : 'insert' });
    return { seen: replaced(emitted, at, altered), found: { mismatched: 1 } };
  },

  'one invented': (emitted, _, chance) => {
    const at = pick(emitted, chance, each => each.change.op === 'update' && each.change.before === undefined);
    if (at < 0) return undefined;
    const { change } = emitted[at]!;
    const columns = change.columns.map((_name, column) => column).filter(column => column !== keyColumn(change));
    const isKeyed = keyColumn(change) >= 0;
    if (!isKeyed) return undefined;
    const position = change.position!;
    const isBehind = (other: CapturedChange): boolean =>
      other.position!.commitLsn === position.commitLsn && other.position!.ordinal! > position.ordinal!;
    const next = (other: CapturedChange): CapturedChange =>
      copyOf(other, { position: { ...other.position!, ordinal: other.position!.ordinal! + 1 } });
    const invented = copyOf(next(change), { after: alteredCells(change.after!, columns) });
    const seen = changes(emitted).map(other => (isBehind(other) ? next(other) : other));
    seen.splice(at + 1, 0, copyOf(invented, { position: { ...invented.position!, lsn: position.lsn + 1 } }));
    return { seen, found: { unexpected: 1 } };
  },

  '50 sent again': again(false),
  '50 sent again after a reconnect': again(true),

  '50 sent again after a restart, by partition': afterRestart(0),
  'lost, and told after a restart among 50 sent again': lostAmongRepeats,
  'after a restart, one row of a partition goes back': afterRestart(1),
  'after a restart, what is new comes twice': newOnesTwice,

  'a whole run before this one': emitted => {
    if (emitted.length === 0) return undefined;
    const seconds = 3_600_000_000;
    const earlier = changes(emitted).map(change =>
      copyOf(change, {
        position: change.position && { ...change.position, lsn: change.position.lsn - seconds },
        committedAtUs: change.committedAtUs! - seconds,
      }),
    );
    return { seen: [...earlier, ...changes(emitted)], found: { stale: earlier.length } };
  },
};

/**
 * A connector of three partitions is restarted in the middle. Each partition is told once more from up to 50 changes before
 * its end and goes on, and they are read at different speeds: what is new in one comes before what is repeated in another.
 * @param extra of what was repeated, so many come a third time right after it
 */
function afterRestart(extra: 0 | 1): MakeCanary {
  return (emitted, naming, chance) => {
    if (naming === 'reference' || (naming === 'plain' && extra > 0)) return undefined;
    const end = pick(emitted, chance, () => true);
    if (end < 0) return undefined;
    const channelOf = ({ table, rowNumber }: Emitted): string => `t[${(table + rowNumber) % 3}]`;
    const through = (each: Emitted): CapturedChange => copyOf(each.change, { channel: channelOf(each) });
    const before = emitted.slice(0, end + 1);
    const lives = ['t[0]', 't[1]', 't[2]'].map(channel => {
      const repeated = before.filter(each => channelOf(each) === channel).slice(-chance(18) - 1);
      const after = emitted.slice(end + 1).filter(each => channelOf(each) === channel);
      return { repeated, second: [...repeated, ...after] };
    });
    const repeated = lives.flatMap(life => life.repeated);
    if (onlyOf(naming) && !repeated.every(each => isUnique(emitted, each))) return undefined;
    const late = lives[chance(3)]!;
    const goesBack = late.repeated.slice(-1).slice(0, extra);
    if (goesBack.length < extra) return undefined;
    late.second.splice(late.repeated.length, 0, ...goesBack);
    const seen: Seen[] = [...before.map(through), { connector: 'restarting' }, { connector: 'restarted' }];
    for (let left = lives.reduce((sum, { second }) => sum + second.length, 0); left > 0; left--) {
      let life = chance(3);
      while (lives[life]!.second.length === 0) life = (life + 1) % 3;
      seen.push(through(lives[life]!.second.shift()!));
    }
    return { seen, found: { redelivered: repeated.length, ...(extra > 0 && { duplicated: extra }) } };
  };
}

/** A connector loses a change, is restarted, goes over up to 50 changes again, and this time the lost one is among them. */
function lostAmongRepeats(emitted: readonly Emitted[], naming: Naming, chance: Chance): Canary | undefined {
  if (naming === 'reference' || naming === 'plain') return undefined;
  const end = pick(emitted, chance, () => true);
  if (end < 0) return undefined;
  const before = emitted.slice(0, end + 1);
  const again = before.slice(-50);
  if (onlyOf(naming) && !again.every(each => isUnique(emitted, each))) return undefined;
  // The last of its row, so that coming late it overtakes nothing, and with something to be repeated after it. One whose LSN is
  // higher than all that came cannot be told from what is new.
  const losable = again.slice(0, -1).filter(each => {
    const isPassed = before.some(other => other.change.position!.lsn > each.change.position!.lsn);
    return isPassed && before.findLast(other => rowOf(other) === rowOf(each)) === each;
  });
  const lost = losable[chance(losable.length)];
  if (lost === undefined) return undefined;
  const seen: Seen[] = [
    ...changes(before.filter(each => each !== lost)),
    { connector: 'restarting' },
    { connector: 'restarted' },
    ...changes(again).map(change => copyOf(change, {})),
    ...changes(emitted.slice(end + 1)),
  ];
  return { seen, found: { redelivered: again.length - 1 } };
}

/** A connector is restarted, goes over up to 50 changes again, and from then on sends each change twice. */
function newOnesTwice(emitted: readonly Emitted[], naming: Naming, chance: Chance): Canary | undefined {
  if (naming === 'reference' || naming === 'plain') return undefined;
  const end = pick(emitted, chance, () => true);
  if (end < 0) return undefined;
  const before = emitted.slice(0, end + 1);
  const [repeated, after] = [before.slice(-50), emitted.slice(end + 1)];
  if (onlyOf(naming) && ![...repeated, ...after].every(each => isUnique(emitted, each))) return undefined;
  const seen: Seen[] = [
    ...changes(before),
    { connector: 'restarting' },
    { connector: 'restarted' },
    ...changes(repeated).map(change => copyOf(change, {})),
    ...changes(after).flatMap(change => [change, copyOf(change, {})]),
  ];
  return { seen, found: { redelivered: repeated.length, ...(after.length > 0 && { duplicated: after.length }) } };
}

function again(afterReconnect: boolean): MakeCanary {
  return (emitted, naming, chance) => {
    const end = pick(emitted, chance, () => true);
    if (end < 0) return undefined;
    const repeated = emitted.slice(Math.max(0, end - 49), end + 1);
    if (onlyOf(naming) && !repeated.every(each => isUnique(emitted, each))) return undefined;
    const last = emitted[end]!.change;
    const seen: Seen[] = changes(emitted.slice(0, end + 1));
    if (afterReconnect) seen.push({ reconnectedAt: last });
    seen.push(...changes(repeated).map(change => copyOf(change, {})), ...changes(emitted.slice(end + 1)));
    return { seen, found: { [afterReconnect ? 'redelivered' : 'duplicated']: repeated.length } };
  };
}
