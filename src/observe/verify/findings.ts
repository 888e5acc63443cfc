import { countedKinds, type CountedKind, type Example, type FindingKind } from './capture-result.ts';

const examplesKept = 20;

/** Exact counts, for each table, and the first examples of each kind. */
export class Findings {
  foreign = 0;
  undecodable = 0;
  readonly examples: Example[] = [];
  private readonly counts: Readonly<Record<CountedKind, number[]>>;
  private readonly kept = new Map<FindingKind, number>();

  constructor(tables: number) {
    const zeros = (): number[] => Array.from({ length: tables }, () => 0);
    this.counts = Object.fromEntries(countedKinds.map(kind => [kind, zeros()])) as Record<CountedKind, number[]>;
  }

  count(kind: CountedKind, table: number, by = 1): void {
    this.counts[kind][table]! += by;
  }

  of(kind: CountedKind, table: number): number {
    return this.counts[kind][table]!;
  }

  total(kind: CountedKind): number {
    return this.counts[kind].reduce((sum, count) => sum + count, 0);
  }

  hasRoomFor(kind: FindingKind): boolean {
    return (this.kept.get(kind) ?? 0) < examplesKept;
  }

  /** Keeps an example where there is room; making one is not free, so it is made only then. */
  example(kind: FindingKind, make: () => Example): Example | undefined {
    if (!this.hasRoomFor(kind)) return undefined;
    const example = make();
    this.kept.set(kind, (this.kept.get(kind) ?? 0) + 1);
    this.examples.push(example);
    return example;
  }

  /** Takes back an example that turned out to be none. */
  retract(example: Example | undefined): void {
    const place = example === undefined ? -1 : this.examples.indexOf(example);
    if (place < 0) return;
    this.examples.splice(place, 1);
    this.kept.set(example!.kind, this.kept.get(example!.kind)! - 1);
  }
}
