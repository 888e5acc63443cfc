import type { Report } from '../report/report.generated.ts';

type SlotReport = Report['slots'][string];

/** What is looked at of a replication slot at a moment. */
export interface SlotLook {
  readonly name: string;
  readonly plugin: string | null;
  readonly active: boolean;
  readonly walStatus: string | null;
  readonly retainedBytes: number | null;
  readonly confirmedBytesBehind: number | null;
}

interface Watched {
  look: SlotLook;
  retainedBytesMax: number | null;
  confirmedBytesBehindMax: number | null;
  series: SlotReport['series'];
}

const pointsMax = 600;

/** The replication slots of a server while a run lasts. However long that is, at most 600 points are kept of each. */
export class SlotWatch {
  private readonly slots = new Map<string, Watched>();
  private everyMs = 0;

  looked(atMs: number, looks: readonly SlotLook[]): void {
    for (const look of looks) {
      const known = this.slots.get(look.name);
      const point = {
        atMs: Math.round(atMs),
        retainedBytes: look.retainedBytes,
        confirmedBytesBehind: look.confirmedBytesBehind,
      };
      if (known === undefined) {
        this.slots.set(look.name, {
          look,
          retainedBytesMax: look.retainedBytes,
          confirmedBytesBehindMax: look.confirmedBytesBehind,
          series: [point],
        });
        continue;
      }
      known.look = look;
      known.retainedBytesMax = larger(known.retainedBytesMax, look.retainedBytes);
      known.confirmedBytesBehindMax = larger(known.confirmedBytesBehindMax, look.confirmedBytesBehind);
      this.add(known, point);
    }
  }

  /** @param own names of the slots that the tool made */
  result(own: ReadonlySet<string>): Report['slots'] {
    return Object.fromEntries(
      [...this.slots].map(([name, { look, retainedBytesMax, confirmedBytesBehindMax, series }]) => {
        const { plugin, active: activeLast, walStatus: walStatusLast, retainedBytes: retainedBytesLast } = look;
        const last = { plugin, activeLast, walStatusLast, retainedBytesLast };
        return [name, { own: own.has(name), ...last, retainedBytesMax, confirmedBytesBehindMax, series }];
      }),
    );
  }

  /** A point that comes too soon behind the last one is added to it; whenever there are too many, they are thinned out. */
  private add({ series }: Watched, point: SlotReport['series'][number]): void {
    const last = series.at(-1)!;
    if (point.atMs - last.atMs < this.everyMs) merge(last, point);
    else series.push(point);
    if (series.length <= pointsMax) return;
    this.everyMs = Math.max(2_000, this.everyMs * 2);
    for (const each of this.slots.values()) thinOut(each.series, this.everyMs);
  }
}

function thinOut(series: SlotReport['series'], everyMs: number): void {
  const kept: SlotReport['series'] = [];
  for (const point of series) {
    const last = kept.at(-1);
    if (last !== undefined && point.atMs - last.atMs < everyMs) merge(last, point);
    else kept.push(point);
  }
  series.splice(0, series.length, ...kept);
}

function merge(into: SlotReport['series'][number], point: SlotReport['series'][number]): void {
  into.retainedBytes = larger(into.retainedBytes, point.retainedBytes);
  into.confirmedBytesBehind = larger(into.confirmedBytesBehind, point.confirmedBytesBehind);
}

function larger(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}
