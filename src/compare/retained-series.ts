import { streamStart } from '../report/html/charts/time-line.ts';
import type { RetainedPair, RunLooks } from './comparison.generated.ts';
import { facingSlots } from './facing-slots.ts';
import { both, type Both, type SideInput } from './side-input.ts';

/** What the server kept for each slot that both sides have, over the time of each run's stream. */
export function retainedSeries(sides: Both<SideInput>, withStream: boolean): RetainedPair[] {
  if (!withStream) return [];
  return facingSlots(sides).map(({ name, nameIn }) => ({
    slot: name,
    ...both(sides, ({ runs }) =>
      runs.map(({ report }, run): RunLooks => {
        const { beforeStreamMs } = streamStart(report);
        const looks = report.slots[nameIn(report)]!.series;
        return {
          run,
          looks: looks.map(({ atMs, retainedBytes }) => ({ atMs: atMs - beforeStreamMs, bytes: retainedBytes })),
        };
      }),
    ),
  }));
}
