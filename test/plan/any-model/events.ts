import type { Chooser } from './chooser.ts';
import { anyCondition, anyPlain, type MadeColumn, type Written } from './columns.ts';
import type { MadeTable, MadeTables } from './tables.ts';

interface MadeStep {
  readonly kind: 'insert' | 'update' | 'delete';
  readonly table: string;
  readonly written: Written;
}

/** One to seven events of every verb, at least one of them with a weight. */
export function anyEvents(choose: Chooser, made: MadeTables): Record<string, Written> {
  const count = choose.int(1, 7);
  const events = Array.from({ length: count }, (_, place): [string, Written] => {
    const weight = place === 0 ? choose.int(1, 6) : choose.int(0, 6);
    const steps = anySteps(choose, made, choose.once(3) ? choose.int(1, 4) : 0);
    const isUpdate = steps.some(step => step.kind === 'update');
    return [
      `e${place}`,
      {
        weight,
        ...(isUpdate && choose.once(6) && { noop: true }),
        ...(choose.once(10) && { expect: '23514' }),
        ...(steps.length === 1 && choose.once(2) ? steps[0]!.written : { steps: steps.map(step => step.written) }),
      },
    ];
  });
  return Object.fromEntries(events);
}

function anySteps(choose: Chooser, made: MadeTables, more: number): MadeStep[] {
  const steps: MadeStep[] = [];
  do steps.push(anyStep(choose, made, steps));
  while (steps.length <= more);
  return steps;
}

function anyStep(choose: Chooser, made: MadeTables, earlier: readonly MadeStep[]): MadeStep {
  const table = choose.of(made.tables);
  const isPinned = made.pinned.has(table.name);
  const verbs = ['insert', 'insert', 'update', 'update', isPinned ? 'update' : 'delete'] as const;
  const verb = choose.of(verbs);
  const columns = table.settable.filter(column => !(isPinned && column.isUnique));
  const kind = verb === 'update' && columns.length === 0 ? 'insert' : verb;
  if (kind === 'insert') return { kind, table: table.name, written: anyInsert(choose, table, earlier) };
  const chosenRows = { ...anyWhere(choose, table), ...anyRow(choose, table.name, earlier) };
  const written =
    kind === 'delete' ? { delete: table.name } : { update: table.name, ...anyUpdate(choose, columns, earlier) };
  return { kind, table: table.name, written: { ...written, ...chosenRows } };
}

function anyWhere(choose: Chooser, table: MadeTable): Written {
  return choose.once(4) ? { where: anyCondition(choose, table.settable) } : {};
}

/** The row of an earlier step of the operation, if one may still be there. */
function anyRow(choose: Chooser, table: string, earlier: readonly MadeStep[]): Written {
  const places = places1(earlier, step => step.table === table && step.kind !== 'delete' && isKept(earlier, step));
  return places.length > 0 && choose.once(2) ? { row: choose.of(places) } : {};
}

function isKept(steps: readonly MadeStep[], step: MadeStep): boolean {
  return !steps.some(
    ({ kind, written }) => kind === 'delete' && rowOf(steps, written) === rowOf(steps, step.written, step),
  );
}

/** The step that drew or made the row. */
function rowOf(steps: readonly MadeStep[], written: Written, self?: MadeStep): MadeStep | undefined {
  const row = written['row'] as number | undefined;
  if (row === undefined) return self;
  const step = steps[row - 1]!;
  return rowOf(steps, step.written, step);
}

function places1(steps: readonly MadeStep[], fits: (step: MadeStep) => boolean): number[] {
  return steps.flatMap((step, place) => (fits(step) ? [place + 1] : []));
}

function anyInsert(choose: Chooser, table: MadeTable, earlier: readonly MadeStep[]): Written {
  const overridden = choose.some(table.settable, 3);
  const values = overridden.map(column => [column.name, anyOverride(choose, column, earlier)]);
  return { insert: table.name, ...(values.length > 0 && { with: Object.fromEntries(values) as object }) };
}

function anyUpdate(choose: Chooser, columns: readonly MadeColumn[], earlier: readonly MadeStep[]): Written {
  const taken = choose.shuffled(columns).slice(0, choose.int(1, columns.length));
  const advance = taken.find(column => column.moves);
  const others = taken.filter(column => column !== advance);
  const redraw: string[] = [];
  const fill: string[] = [];
  const set: [string, unknown][] = [];
  for (const column of others) {
    const way = choose.int(1, 4);
    if (way === 1) set.push([column.name, anyOverride(choose, column, earlier)]);
    else if (way === 2 && column.written['nulls'] !== undefined) fill.push(column.name);
    else if (column.kind === 'start') set.push([column.name, choose.of(column.values)]);
    else redraw.push(column.name);
  }
  return {
    ...(advance !== undefined && { advance: advance.name }),
    ...(redraw.length > 0 && { redraw: redraw.length === 1 && choose.once(2) ? redraw[0] : redraw }),
    ...(redraw.length > 0 && choose.once(2) && { pick: choose.int(1, redraw.length) }),
    ...(fill.length > 0 && { fill }),
    ...(set.length > 0 && { set: Object.fromEntries(set) }),
  };
}

/** A value, null, `now`, a generator or a step's row: whatever leaves the column what it is. */
function anyOverride(choose: Chooser, column: MadeColumn, earlier: readonly MadeStep[]): unknown {
  const { kind, refersTo, values, written } = column;
  if (choose.once(5)) return null;
  if (refersTo !== undefined) {
    const steps = places1(earlier, step => step.table === refersTo && step.kind !== 'delete' && isKept(earlier, step));
    return steps.length > 0 && choose.once(2) ? { stepRow: choose.of(steps) } : { ref: refersTo };
  }
  if (column.isUnique) return { [kind]: written[kind] };
  if (kind === 'date' || kind === 'timestamp' || kind === 'after')
    return choose.once(2) ? 'now' : anyPlain(choose, 'timestamp');
  if (values.length > 0) return choose.of(values);
  return kind === 'when' ? null : anyPlain(choose, kind);
}
