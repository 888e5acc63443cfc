import { headBytes, type Frame, type Script } from '../helpers/pgoutput-proxy.ts';
import { sameRow, type PlannedChange } from '../helpers/planned-changes.ts';
import { frameLike, withChange, type WireChange } from '../helpers/wire-change.ts';
import { at, watching } from '../helpers/wire-scripts.ts';

type Plan = readonly PlannedChange[];

/** A fault on the wire, and what must be said of it. */
export interface Canary {
  /** The planned change that it hits. */
  readonly target: PlannedChange;
  readonly script: Script;
  /** Findings that there must be, and no others. */
  readonly found: Readonly<Record<string, number>>;
  /** Of the first example that names the target; undefined where no planned change is named. */
  readonly named: { readonly kind: string; readonly differences: readonly object[] } | undefined;
}

/** The one in the middle, so that there is enough before and behind it. */
function middle(plan: Plan, suits: (each: PlannedChange) => boolean): PlannedChange {
  const fit = plan.filter(suits);
  if (fit.length === 0) throw new Error('the plan has no change for this canary');
  return fit[fit.length >> 1]!;
}

const imageOf = ({ image }: PlannedChange): string => JSON.stringify(image);

/** Whether no other change of its row leaves the same values. */
function isUnique(plan: Plan, each: PlannedChange): boolean {
  return sameRow(plan, each).every(other => other === each || imageOf(other) !== imageOf(each));
}

/** Operations that may commit between two others although their numbers do not lie between. */
const slack = 30;

/**
 * The first of two updates of a row with the least between them. A slot's position stands for the whole stream, so what lies
 * between a swapped pair comes behind its position as well: it must not look like another change of its own row.
 */
function closePair(plan: Plan): PlannedChange {
  const alone = ({ op, siblings }: PlannedChange): boolean => op === 'update' && siblings === 1;
  const pairs = plan.flatMap(first => {
    const second = next(plan, first);
    return alone(first) && second !== undefined && alone(second) ? [{ first, second }] : [];
  });
  const clear = pairs.filter(({ first, second }) => {
    const between = plan.filter(
      ({ operation }) => operation > first.operation - slack && operation < second.operation + slack,
    );
    return between.every(each => isUnique(plan, each));
  });
  const distance = ({ first, second }: (typeof pairs)[number]): number => second.operation - first.operation;
  const [closest] = clear.sort((a, b) => distance(a) - distance(b));
  if (closest === undefined) throw new Error('the plan has no change for this canary');
  return closest.first;
}

const previous = (plan: Plan, each: PlannedChange): PlannedChange | undefined =>
  sameRow(plan, each).find(({ nth }) => nth === each.nth - 1);
const next = (plan: Plan, each: PlannedChange): PlannedChange | undefined =>
  sameRow(plan, each).find(({ nth }) => nth === each.nth + 1);

const altering = (target: PlannedChange, change: (hit: WireChange) => WireChange): Script =>
  at(target, (transaction, hit, stream) => stream.send(withChange(transaction, change(hit))));

/** A column whose values mean nothing to keys, references and the server. */
function plainColumn({ columns, new: cells }: WireChange): number {
  return columns.findIndex(
    (name, place) => !/^(id|.*_id|.*_at|sku|email)$/.test(name) && typeof cells![place] === 'string',
  );
}

const replaced = (cells: readonly (string | null | undefined)[], at: number, by: string) =>
  cells.map((cell, place) => (place === at ? by : cell));

const strangeKey = (key: string): string =>
  key.includes('-') ? 'ffffffff-ffff-4fff-bfff-ffffffffffff' : '999999999999';
const isOneKey = ({ key }: PlannedChange): boolean => key.length === 1;

const withKey = (hit: WireChange, key: string): WireChange => ({
  ...hit,
  ...(hit.old && { old: { ...hit.old, cells: replaced(hit.old.cells, hit.columns.indexOf('id'), key) } }),
  ...(hit.new && { new: replaced(hit.new, hit.columns.indexOf('id'), key) }),
});

/** Makes each canary from a plan. */
export const canaries: Readonly<Record<string, (plan: Plan) => Canary>> = {
  'one change dropped': plan => {
    const target = middle(plan, ({ op }) => op === 'update');
    const script = at(target, (transaction, hit, stream) => {
      stream.send(transaction.filter((_, place) => place !== hit.at));
    });
    return { target, script, found: { missing: 1 }, named: { kind: 'missing', differences: [] } };
  },

  'the first change of a row dropped': plan => {
    const target = middle(plan, each => each.op === 'insert' && next(plan, each) !== undefined);
    const script = at(target, (transaction, hit, stream) => {
      stream.send(transaction.filter((_, place) => place !== hit.at));
    });
    return { target, script, found: { missing: 1 }, named: { kind: 'missing', differences: [] } };
  },

  'one transaction repeated': plan => {
    const target = middle(plan, each => each.siblings === 1 && each.op === 'update' && isUnique(plan, each));
    const script = at(target, (transaction, _, stream) => {
      stream.send(transaction);
      stream.send(transaction);
    });
    return { target, script, found: { duplicated: 1 }, named: { kind: 'duplicated', differences: [] } };
  },

  'a delete dropped': plan => {
    const target = middle(plan, ({ op }) => op === 'delete');
    const script = at(target, (transaction, hit, stream) => {
      stream.send(transaction.filter((_, place) => place !== hit.at));
    });
    return { target, script, found: { missing: 1 }, named: { kind: 'missing', differences: [] } };
  },

  'a delete repeated': plan => {
    const target = middle(plan, each => each.op === 'delete' && each.siblings === 1);
    const script = at(target, (transaction, _, stream) => {
      stream.send(transaction);
      stream.send(transaction);
    });
    return { target, script, found: { duplicated: 1 }, named: { kind: 'duplicated', differences: [] } };
  },

  'two changes of one row swapped': plan => {
    const target = closePair(plan);
    let kept: (readonly Frame[])[] | undefined;
    const script = watching([target, next(plan, target)!], (transaction, [first, second], stream) => {
      if (first !== undefined) kept = [transaction];
      else if (second !== undefined) {
        const [late, ...between] = kept!;
        for (const each of [transaction, ...between, late!]) stream.send(each);
        kept = undefined;
      } else if (kept !== undefined) kept.push(transaction);
      else stream.send(transaction);
    });
    return { target, script, found: { outOfOrder: 1 }, named: { kind: 'outOfOrder', differences: [] } };
  },

  'a cell altered': plan => {
    const target = middle(plan, ({ op }) => op === 'update');
    const differences: object[] = [];
    const script = altering(target, hit => {
      const column = plainColumn(hit);
      const expected = hit.new![column]!;
      differences.push({ column: hit.columns[column], expected, actual: `${expected}~` });
      return { ...hit, new: replaced(hit.new!, column, `${expected}~`) };
    });
    return { target, script, found: { mismatched: 1 }, named: { kind: 'mismatched', differences } };
  },

  'a change altered to the image before': plan => {
    const target = middle(plan, each => {
      const before = previous(plan, each);
      return each.op === 'update' && before?.op === 'update' && isUnique(plan, each) && isUnique(plan, before);
    });
    let earlier: WireChange['new'];
    const script = watching([previous(plan, target)!, target], (transaction, [before, hit], stream) => {
      earlier = before?.new ?? earlier;
      stream.send(hit === undefined ? transaction : withChange(transaction, { ...hit, new: earlier }));
    });
    return { target, script, found: { unexpected: 1, missing: 1 }, named: { kind: 'missing', differences: [] } };
  },

  'a key altered to one that there is not': plan => {
    const target = middle(plan, each => each.op === 'update' && isOneKey(each));
    const script = altering(target, hit => withKey(hit, strangeKey(hit.key)));
    return { target, script, found: { unexpected: 1, missing: 1 }, named: { kind: 'missing', differences: [] } };
  },

  "a key altered to another row's": plan => {
    const target = middle(plan, each => each.op === 'update' && isOneKey(each) && isUnique(plan, each));
    const other = plan.find(each => each.table === target.table && each.op === 'insert' && isOneKey(each))!;
    const script = altering(target, hit => withKey(hit, other.key[0]!));
    return { target, script, found: { unexpected: 1, missing: 1 }, named: { kind: 'missing', differences: [] } };
  },

  'an update altered to an insert': plan => {
    const target = middle(plan, each => each.op === 'update' && isUnique(plan, each));
    const script = altering(target, hit => ({ ...hit, op: 'insert' }));
    const differences = [{ column: '(kind)', expected: 'update', actual: 'insert' }];
    return { target, script, found: { mismatched: 1 }, named: { kind: 'mismatched', differences } };
  },

  'a change of a known row invented': plan => {
    const target = middle(plan, ({ op }) => op === 'update');
    const script = at(target, (transaction, hit, stream) => {
      const cells = hit.columns.map((_, place) => (place === plainColumn(hit) ? 'invented' : hit.new![place]));
      const invented = frameLike(transaction[hit.at]!, { ...hit, new: cells });
      stream.send([...transaction.slice(0, hit.at + 1), invented, ...transaction.slice(hit.at + 1)]);
    });
    return { target, script, found: { unexpected: 1 }, named: undefined };
  },

  'a row invented': plan => {
    const target = middle(plan, each => each.op === 'insert' && isOneKey(each));
    const script = at(target, (transaction, hit, stream) => {
      const invented = frameLike(transaction[hit.at]!, withKey(hit, strangeKey(hit.key)));
      stream.send([...transaction.slice(0, hit.at + 1), invented, ...transaction.slice(hit.at + 1)]);
    });
    return { target, script, found: { unexpected: 1 }, named: undefined };
  },

  'a change that cannot be decoded': plan => {
    const target = middle(plan, ({ op }) => op === 'update');
    const script = at(target, (transaction, hit, stream) => {
      const torn = transaction[hit.at]!.subarray(0, headBytes + 9);
      stream.send(transaction.map((frame, place) => (place === hit.at ? torn : frame)));
    });
    return { target, script, found: { undecodable: 1, missing: 1 }, named: { kind: 'missing', differences: [] } };
  },

  'a transaction of unknown messages': plan => {
    const target = middle(plan, each => each.siblings === 1);
    const script = at(target, (transaction, _, stream) => {
      // As with bytes of another protocol: even Begin and Commit are none.
      const strange = transaction.map(frame => Buffer.concat([frame.subarray(0, headBytes), Buffer.from('?!')]));
      stream.send(strange);
    });
    const named = { kind: 'missing', differences: [] };
    return { target, script, found: { undecodable: 3, missing: 1 }, named };
  },
};
