import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaptureResult } from '../../../src/observe/verify/capture-result.ts';
import type { CaptureSettings } from '../../../src/observe/verify/capture-settings.ts';
import type { CapturedChange, Cell } from '../../../src/observe/verify/captured-change.ts';
import { Verifier } from '../../../src/observe/verify/verifier.ts';
import { planOperations } from '../../../src/plan/plan.ts';
import type { Workload } from '../../../src/plan/workload.ts';
import { modelOf, workloadOf } from '../../plan/workloads.ts';
import { referenceSettings, settingsOf } from './feed.ts';
import { findingsOf } from './run-workload.ts';
import { Server, startLsn, startUs, type Emitted } from './server-stream.ts';

const tables = `
tables:
  parts:
    rows: 3
    key: id
    columns:
      state: { oneOf: [new, sold, lost] }
      price: { int: { from: 1, to: 1000000 } }
      note: { text: { length: { from: 2500, to: 2600 } } }
      tag: { text: { length: { from: 5, to: 5 } } }
    serverColumns: [created_at, updated_at]
events:
  add: { weight: 1, insert: parts }
  price: { weight: 4, update: parts, redraw: [price] }
`;

function made(operations = 40): { workload: Workload; emitted: readonly Emitted[] } {
  const pace = { pace: { kind: 'closedLoop' as const }, jitterUs: 0 };
  const workload = workloadOf(modelOf(tables), { randomSeed: 7, lanes: 2, operations, pace });
  const server = new Server(workload, { full: false });
  server.seed();
  for (const operation of planOperations(workload)) server.commit(operation);
  return { workload, emitted: server.emitted };
}

type Feed = readonly (readonly [capture: string, change: CapturedChange])[];

function verified(
  workload: Workload,
  captures: readonly CaptureSettings[],
  feed: Feed,
  more: Partial<ConstructorParameters<typeof Verifier>[0]> & { before?: (verifier: Verifier) => void } = {},
): Record<string, CaptureResult> {
  const { lanes } = workload.settings;
  const sentOf = (lane: number): number => Math.ceil((workload.schedule.count! - lane) / lanes);
  const start = (): { lsn: number; atUs: number } => ({ lsn: startLsn, atUs: startUs });
  const verifier = new Verifier({
    workload,
    schema: 'public',
    sentOf,
    canonical: () => undefined,
    captures,
    start,
    ...more,
  });
  for (const [name, change] of feed) verifier.intake(name).change(change);
  more.before?.(verifier);
  return verifier.finish(() => ({ state: 'drained', beganUs: startUs }));
}

const plain = settingsOf('c');
const through = (changes: readonly CapturedChange[]): Feed => changes.map(change => ['c', change] as const);
const isUpdate = ({ change }: Emitted): boolean => change.op === 'update';

/** The stream with one kind of cell changed in every change that suits. */
function withCells(emitted: readonly Emitted[], column: string, suits: (each: Emitted) => boolean, to: Cell): Feed {
  const cellOf = ({ columns }: CapturedChange): number => columns.indexOf(column);
  return through(
    emitted.map(each =>
      suits(each) && each.change.after !== undefined
        ? { ...each.change, after: each.change.after.map((cell, at) => (at === cellOf(each.change) ? to : cell)) }
        : each.change,
    ),
  );
}

test('seeded rows come as inserts, as reads, as either or not at all, and in no other way', () => {
  const { workload, emitted } = made();
  const seeds = emitted.filter(({ operation }) => operation === undefined);
  const stream = through(emitted.filter(({ operation }) => operation !== undefined).map(({ change }) => change));
  const inserts = through(seeds.map(({ change }) => change));
  const reads = through(seeds.map(({ change }) => ({ ...change, op: 'read' as const })));
  const found = (seeded: CaptureSettings['seeded'], seedFeed: Feed): Record<string, number> => {
    const result = verified(workload, [settingsOf('c', { seeded })], [...seedFeed, ...stream])['c']!;
    assert.equal(result.expected, stream.length + (seeded === 'none' ? 0 : 3));
    return findingsOf(result);
  };
  assert.deepEqual(found('changes', inserts), {});
  assert.deepEqual(found('snapshot', reads), {});
  assert.deepEqual(found('either', inserts), {});
  assert.deepEqual(found('either', reads), {});
  assert.deepEqual(found('none', []), {});
  assert.deepEqual(found('changes', reads), { mismatched: 3 });
  assert.deepEqual(found('snapshot', inserts), { mismatched: 3 });
  assert.deepEqual(found('changes', []), { missing: 3 });
  assert.deepEqual(found('none', inserts), { unexpected: 3 });
  assert.deepEqual(found('either', [...reads, ...inserts]), { duplicated: 3 });
  assert.deepEqual(found('snapshot', [...reads, ...reads]), { duplicated: 3 });
});

test('a snapshot read in the middle stands for the changes before it, which are counted apart', () => {
  const { workload, emitted } = made();
  const row = emitted.filter(({ rowNumber }) => rowNumber === 1);
  assert.ok(row.length >= 4, `${row.length} changes of row 1`);
  const read: CapturedChange = { ...row[2]!.change, op: 'read' };
  const rest = emitted.filter(each => !row.slice(0, 3).includes(each));
  const feed = through([read, ...rest.map(({ change }) => change)]);
  const others = rest.filter(({ operation }) => operation === undefined).length;
  const result = verified(workload, [settingsOf('c', { seeded: 'either' })], feed)['c']!;
  assert.deepEqual(findingsOf(result), { coalesced: 2 });
  assert.equal(result.status, 'clean');
  assert.equal(result.expected, emitted.length);
  assert.equal(result.matched, emitted.length - 2);
  assert.equal(others, 2);
});

test('a long value may be left out where the change leaves it alone, and nowhere else', () => {
  const { workload, emitted } = made();
  const updates = emitted.filter(isUpdate).length;
  const found = (feed: Feed, more: Partial<CaptureSettings> = {}): Record<string, number> =>
    findingsOf(verified(workload, [settingsOf('c', more)], feed)['c']!);
  assert.deepEqual(found(withCells(emitted, 'note', isUpdate, undefined)), {});
  assert.deepEqual(found(withCells(emitted, 'note', isUpdate, undefined), { fullIdentity: ['parts'] }), {
    mismatched: updates,
  });
  assert.deepEqual(found(withCells(emitted, 'tag', isUpdate, undefined)), { mismatched: updates });
  assert.deepEqual(found(withCells(emitted, 'price', isUpdate, undefined)), { mismatched: updates });
  const inserts = emitted.length - updates;
  assert.deepEqual(found(withCells(emitted, 'note', each => !isUpdate(each), undefined)), { mismatched: inserts });
});

test('a short value may be left out where the reference had it left out too', () => {
  const { workload, emitted } = made();
  const feed = withCells(emitted, 'tag', isUpdate, undefined);
  const reference = feed.map(([, change]) => ['reference', change] as const);
  for (const positions of ['record', 'none'] as const) {
    const captures = [referenceSettings, settingsOf('c', { positions })];
    const results = verified(workload, captures, [...reference, ...feed]);
    assert.deepEqual(findingsOf(results['reference']!), {});
    assert.deepEqual(findingsOf(results['c']!), {}, positions);
  }
});

test('a column that is never delivered is a mismatch unless the settings leave it out', () => {
  const { workload, emitted } = made();
  const { columns } = emitted[0]!.change;
  const kept = columns.filter(name => name !== 'tag');
  const narrow = emitted.map(({ change }) => ({
    ...change,
    columns: kept,
    after: change.after!.filter((_, at) => columns[at] !== 'tag'),
  }));
  const found = verified(workload, [plain], through(narrow))['c']!;
  assert.deepEqual(findingsOf(found), { mismatched: emitted.length });
  assert.deepEqual(
    found.examples[0]!.differences.map(({ column }) => column),
    ['tag'],
  );
  const ignoring = settingsOf('c', { ignoresColumns: ['parts.tag'] });
  assert.deepEqual(findingsOf(verified(workload, [ignoring], through(narrow))['c']!), {});
  const coming = [...narrow.slice(0, 10), ...emitted.slice(10).map(({ change }) => change)];
  assert.deepEqual(findingsOf(verified(workload, [plain], through(coming))['c']!), { mismatched: emitted.length });
  const going = [...emitted.slice(0, 10).map(({ change }) => change), ...narrow.slice(10)];
  assert.deepEqual(findingsOf(verified(workload, [plain], through(going))['c']!), { mismatched: emitted.length - 10 });
});

test("the server's own columns are compared with what the reference saw", () => {
  const { workload, emitted } = made();
  const reference = emitted.map(({ change }) => ['reference', change] as const);
  let left = 1;
  const feed = withCells(emitted, 'updated_at', each => isUpdate(each) && left-- === 1, 'another time');
  for (const positions of ['record', 'none'] as const) {
    const captures = [referenceSettings, settingsOf('c', { positions })];
    left = 1;
    const result = verified(workload, captures, [...reference, ...feed])['c']!;
    assert.deepEqual(findingsOf(result), { mismatched: 1 }, positions);
    assert.equal(result.examples[0]!.differences[0]!.column, 'created_at, updated_at');
  }
  assert.deepEqual(findingsOf(verified(workload, [plain], feed)['c']!), {});
});

test('before images are held against the row as it was', () => {
  const { workload, emitted } = made();
  const before = emitted.map(({ change, rowNumber }, at) => {
    const previous = emitted.slice(0, at).findLast(each => each.rowNumber === rowNumber);
    return change.op === 'update' ? { ...change, before: previous!.change.after } : change;
  });
  assert.deepEqual(findingsOf(verified(workload, [plain], through(before))['c']!), {});
  const at = before.findIndex(({ op }) => op === 'update');
  before[at] = { ...before[at]!, before: before[at]!.before!.map((cell, column) => (column === 2 ? '0' : cell)) };
  const result = verified(workload, [plain], through(before))['c']!;
  assert.deepEqual(findingsOf(result), { mismatched: 1 });
  assert.equal(result.examples[0]!.differences[0]!.column, 'before.price');
});

test("values are held against the server's text of the planned ones", () => {
  const { workload, emitted } = made();
  const feed = through(
    emitted.map(({ change }) => ({
      ...change,
      after: change.after!.map((cell, at) => (at === 2 ? `${cell}.00` : cell)),
    })),
  );
  assert.deepEqual(findingsOf(verified(workload, [plain], feed)['c']!), { mismatched: emitted.length });
  const canonical = (_: string, column: string) =>
    column === 'price' ? (text: string): string => `${text}.00` : undefined;
  assert.deepEqual(findingsOf(verified(workload, [plain], feed, { canonical })['c']!), {});
});

test('a change of an operation that turns out not to have committed is unexpected, with the reason', () => {
  const { workload, emitted } = made();
  const last = emitted.findLast(isUpdate)!;
  const feed = through(emitted.map(({ change }) => change));
  for (const name of ['none', 'record'] as const) {
    const before = (verifier: Verifier): void => verifier.notCommitted(last.operation!, '40001');
    const result = verified(workload, [settingsOf('c', { positions: name })], feed, { before })['c']!;
    assert.deepEqual(findingsOf(result), { unexpected: 1 });
    assert.equal(result.expected, emitted.length - 1);
    assert.match(result.examples[0]!.reason!, /did not commit: 40001/);
    assert.equal(result.examples[0]!.operation, last.operation);
  }
});

test('other tables are foreign, and what cannot be read is counted', () => {
  const { workload, emitted } = made();
  const { change } = emitted[0]!;
  const strangers: Feed = [
    ['c', { ...change, table: 'others' }],
    ['c', { ...change, schema: 'elsewhere' }],
  ];
  const feed = [...through(emitted.map(each => each.change)), ...strangers];
  const result = verified(workload, [plain], feed)['c']!;
  assert.deepEqual(findingsOf(result), { foreign: 2 });
  assert.equal(result.status, 'clean');
  const before = (verifier: Verifier): void => verifier.intake('c').undecodable();
  assert.equal(verified(workload, [plain], feed, { before })['c']!.status, 'findings');
});

test('commit times are held against the start at the resolution of the capture', () => {
  const { workload, emitted } = made();
  const feed = through(emitted.map(({ change }) => ({ ...change, position: undefined, committedAtUs: startUs })));
  const start = () => ({ lsn: undefined, atUs: startUs + 700 });
  assert.deepEqual(findingsOf(verified(workload, [plain], feed, { start })['c']!), {
    stale: emitted.length,
    missing: emitted.length,
  });
  const coarse = settingsOf('c', { resolutionUs: 1_000 });
  assert.deepEqual(findingsOf(verified(workload, [coarse], feed, { start })['c']!), {});
});

test('where the reference is void, others are named by their values and nobody is blamed', () => {
  const { workload, emitted } = made();
  const feed = through(emitted.slice(1).map(({ change }) => change));
  const captures = [referenceSettings, settingsOf('c', { positions: 'record' })];
  const before = (verifier: Verifier): void => verifier.intake('reference').void('its slot was dropped');
  const results = verified(workload, captures, feed, { before });
  assert.equal(results['reference']!.status, 'void');
  assert.equal(results['reference']!.voidReason, 'its slot was dropped');
  assert.deepEqual(findingsOf(results['c']!), { missing: 1 });
  assert.equal(results['c']!.attributedTo, null);
});

test('what the reference does not have either is laid to server or harness', () => {
  const { workload, emitted } = made();
  const changes = emitted.slice(0, -1).map(({ change }) => change);
  const feed = changes.flatMap(change => [['reference', change] as const, ['c', change] as const]);
  const results = verified(workload, [referenceSettings, settingsOf('c', { positions: 'record' })], feed);
  assert.deepEqual(findingsOf(results['c']!), { missing: 1 });
  assert.equal(results['c']!.attributedTo, 'server or harness');
});

test('examples are at most twenty of a kind, counts are exact, and each names lane, operation and event', () => {
  const { workload, emitted } = made(200);
  const feed = withCells(emitted, 'price', isUpdate, '0');
  const result = verified(workload, [plain], feed)['c']!;
  const updates = emitted.filter(isUpdate);
  assert.equal(result.mismatched, updates.length);
  assert.equal(result.examples.length, 20);
  for (const { kind, lane, operation, event, table, key, differences } of result.examples) {
    assert.equal(kind, 'mismatched');
    assert.equal(event, 'price');
    assert.equal(lane, operation! % 2);
    const planned = updates.find(each => each.operation === operation)!;
    assert.deepEqual([table, key], ['parts', [String(planned.rowNumber)]]);
    assert.deepEqual(differences, [{ column: 'price', expected: planned.change.after![2], actual: '0' }]);
  }
});

test('changes that have the same image as another of their row are counted where nothing else tells them apart', () => {
  const pace = { pace: { kind: 'closedLoop' as const }, jitterUs: 0 };
  const flipping = tables.replace('redraw: [price]', 'redraw: [state]');
  const workload = workloadOf(modelOf(flipping), { randomSeed: 7, lanes: 2, operations: 60, pace });
  const server = new Server(workload, { full: false });
  server.seed();
  for (const operation of planOperations(workload)) server.commit(operation);
  const updates = server.emitted.filter(isUpdate);
  const equal = updates.filter(each =>
    updates.some(other => other !== each && other.rowNumber === each.rowNumber && other.image === each.image),
  );
  assert.ok(equal.length > 0);
  const feed = through(server.emitted.map(({ change }) => change));
  assert.equal(verified(workload, [plain], feed)['c']!.indistinguishable, equal.length);
  assert.equal(verified(workload, [settingsOf('c', { positions: 'record' })], feed)['c']!.indistinguishable, 0);
});

test('a large run takes no more memory than the design allows', () => {
  const { workload, emitted } = made(200_000);
  const captures = [referenceSettings, settingsOf('c', { positions: 'record' })];
  let bytes: Verifier['bytes'] | undefined;
  const feed = emitted.flatMap(({ change }) => [['reference', change] as const, ['c', change] as const]);
  const results = verified(workload, captures, feed, { before: verifier => (bytes = verifier.bytes) });
  assert.deepEqual(findingsOf(results['c']!), {});
  const each = (held: number): number => held / emitted.length;
  assert.ok(each(bytes!.plan) <= 24, `${each(bytes!.plan)} bytes a change for the plan`);
  for (const name of ['reference', 'c']) {
    assert.ok(each(bytes!.captures[name]!) <= 4, `${each(bytes!.captures[name]!)} bytes a change for ${name}`);
  }
  for (const name of ['reference', 'c']) {
    // Eight bytes, and the quarter by which an array grows.
    const held = each(bytes!.positions[name]!);
    assert.ok(held > 0 && held <= 10, `${held} bytes of positions for ${name}`);
  }
});
