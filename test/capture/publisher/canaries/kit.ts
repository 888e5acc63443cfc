import { sameRow, type PlannedChange } from '../../../helpers/planned-changes.ts';
import type { ChangeEvent, Envelope, Json, JsonRow } from '../envelopes.ts';
import type { Tamper } from '../publisher.ts';

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

export type Suits = (each: PlannedChange) => boolean;

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
export const isHit = (event: ChangeEvent, { table, key, nth }: PlannedChange): boolean =>
  event.table === table && event.row === key.join(' ') && event.nth === nth;

/** Does something to the one event of a planned change. */
export const at =
  (target: PlannedChange, act: (event: ChangeEvent, value: Envelope) => readonly ChangeEvent[]): Tamper =>
  event =>
    isHit(event, target) && typeof event.value !== 'string' ? act(event, event.value) : [event];

export const withKey = (event: ChangeEvent, value: Envelope, id: Json): ChangeEvent => ({
  ...event,
  key: { ...event.key, id },
  value: { ...value, before: value.before && { ...value.before, id }, after: value.after && { ...value.after, id } },
});

export const strangeKey = (key: string): string | number =>
  key.includes('-') ? 'ffffffff-ffff-4fff-bfff-ffffffffffff' : 999_999_999;
export const jsonKey = (key: string): Json => (key.includes('-') ? key : Number(key));

/** A column whose values mean nothing to keys and references, its value, and another one. */
export function alteredCell(after: JsonRow): { column: string; expected: string; actual: string; value: Json } {
  for (const [column, value] of Object.entries(after)) {
    if (/^(id|.*_id|.*_at|sku|email)$/.test(column)) continue;
    if (typeof value === 'number') return { column, expected: `${value}`, actual: `${value + 1}`, value: value + 1 };
    if (typeof value === 'string') return { column, expected: value, actual: `${value}~`, value: `${value}~` };
  }
  throw new Error('no column to alter');
}

export const isUpdate: Suits = ({ op }) => op === 'update';

/** What canaries are made with: targets of a run, and the list that they are added to. */
export class CanaryKit {
  readonly made: SinkCanary[] = [];
  readonly run: CanaryRun;
  readonly isNamed: boolean;
  private readonly targets: Targets;

  constructor(run: CanaryRun) {
    this.run = run;
    this.isNamed = run.naming === 'beside the reference';
    this.targets = new Targets(run.plan);
  }

  take(suits: Suits): PlannedChange {
    return this.targets.take(suits);
  }

  add(name: string, found: SinkCanary['found'], examples: readonly NamedExample[], tamper: Tamper): void {
    this.made.push({ name, found, examples, tamper });
  }

  /** Whether no other change of its row has the same image. */
  readonly isUnique: Suits = each =>
    sameRow(this.run.plan, each).every(other => other === each || imageOf(other) !== imageOf(each));

  readonly uniqueUpdate: Suits = each => isUpdate(each) && this.isUnique(each);

  /** The change of the same row that is so many further on. */
  neighbour(each: PlannedChange, by: number): PlannedChange | undefined {
    return sameRow(this.run.plan, each).find(({ nth }) => nth === each.nth + by);
  }
}

const imageOf = ({ image }: PlannedChange): string => JSON.stringify(image);

export const example = (
  kind: string,
  { table, key, operation }: PlannedChange,
  differences: readonly object[] = [],
): NamedExample => ({ kind, table, key, operation, differences });

export const strange = ({ table, key }: PlannedChange): NamedExample => ({
  kind: 'unexpected',
  table,
  key: [`${strangeKey(key[0]!)}`],
  operation: null,
});

export const rowOf = ({ image }: PlannedChange): JsonRow =>
  Object.fromEntries(
    Object.entries(image!).map(([name, text]) => [name, text !== null && /^\d+$/.test(text) ? Number(text) : text]),
  );
