import type { Workload } from '../../plan/workload.ts';
import type { Arrival } from './arrival.ts';
import type { Difference, Example, FindingKind, NamedValues } from './capture-result.ts';
import type { CapturedChange } from './captured-change.ts';
import type { PlannedPlace } from './replayed-plan.ts';
import type { RowImages } from './row-images.ts';
import { deletePlace, insertPlace } from './row-place.ts';

/** Says of a finding which planned change it is about and what was expected. */
export class Explanations {
  private readonly workload: Workload;
  private readonly images: RowImages;

  constructor(workload: Workload, images: RowImages) {
    this.workload = workload;
    this.images = images;
  }

  planned(kind: FindingKind, at: PlannedPlace, arrival?: Arrival, differences: readonly Difference[] = []): Example {
    const { rows, ordinal, place } = at;
    const { table } = this.workload.tables[rows.table]!;
    const operation = rows.operation(ordinal, place);
    const step = rows.step(ordinal, place);
    const { lanes, model } = this.workload.settings;
    const event = step === undefined ? undefined : model.events.find(each => each.steps.some(({ id }) => id === step));
    const values = this.images.at(rows, ordinal, place === deletePlace ? rows.previousExpected(ordinal, place) : place);
    const image = Object.fromEntries(table.columns.map(({ name, index }) => [name, values[index] ?? null]));
    const isDelete = place === deletePlace;
    return {
      kind,
      lane: operation === undefined ? null : rows.lane.index,
      operation: operation === undefined ? null : operation * lanes + rows.lane.index,
      event: event?.name ?? null,
      table: table.name,
      key: table.key.columns.map(column => values[column] ?? ''),
      op: isDelete ? 'delete' : place === insertPlace ? 'insert' : 'update',
      expected: isDelete ? null : image,
      actual: arrival === undefined ? null : namedValues(arrival.change),
      differences,
      reason: this.whyWithdrawn(at),
    };
  }

  /** A change that no planned one is known for. */
  unplanned(kind: FindingKind, change: CapturedChange, key: readonly string[], reason: string | null): Example {
    const { table, op } = change;
    const none = { lane: null, operation: null, event: null, expected: null, differences: [] };
    return { kind, ...none, table, key, op, actual: namedValues(change), reason };
  }

  private whyWithdrawn({ rows, ordinal, place }: PlannedPlace): string | null {
    for (const each of [place, insertPlace]) {
      const operation = rows.operation(ordinal, each);
      if (operation === undefined || !rows.lane.isWithdrawn(operation)) continue;
      return `operation ${operation * this.workload.settings.lanes + rows.lane.index} did not commit: ${rows.lane.reason(operation)}`;
    }
    return null;
  }
}

function namedValues({ columns, after, before }: CapturedChange): NamedValues | null {
  const cells = after ?? before;
  if (cells === undefined) return null;
  const said = columns.map((name, at) => [name, cells[at]] as const).filter(([, cell]) => cell !== undefined);
  return Object.fromEntries(said) as NamedValues;
}
