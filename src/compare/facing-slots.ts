import type { Metric } from './comparison.generated.ts';
import type { Report } from '../report/report.generated.ts';
import type { Sample } from './measured.ts';
import { sampleOf } from './metric-path.ts';
import { both, type Both, type SideInput } from './side-input.ts';
import { median } from './statistics/median.ts';

/** A replication slot that all runs had, and the most that the server kept for it in each. */
export interface FacingSlots {
  readonly name: string;
  readonly path: Metric['path'];
  readonly samples: Both<Sample>;
  /** What it is called in a report. */
  readonly nameIn: (report: Report) => string;
}

/** The tool's own slot, whose name differs from run to run, and others by name; else the single other one of each run. */
export function facingSlots(sides: Both<SideInput>): FacingSlots[] {
  const reports = [...sides.base.runs, ...sides.candidate.runs].map(({ report }) => report);
  const slots: FacingSlots[] = [];
  if (reports.every(report => namesOf(report, true).length === 1)) {
    slots.push(facing(sides, "the tool's own slot", report => namesOf(report, true)[0]!));
  }
  const [first, ...rest] = reports.map(report => namesOf(report, false));
  const common = first!.filter(name => rest.every(names => names.includes(name)));
  if (common.length === 0 && [first!, ...rest].every(names => names.length === 1)) {
    return [...slots, facing(sides, "the connector's slot", report => namesOf(report, false)[0]!)];
  }
  return [...slots, ...common.map(name => facing(sides, name, () => name))];
}

function namesOf({ slots }: Report, own: boolean): string[] {
  return Object.entries(slots)
    .filter(([, slot]) => slot.own === own)
    .map(([name]) => name);
}

function facing(sides: Both<SideInput>, name: string, nameIn: (report: Report) => string): FacingSlots {
  return {
    name,
    nameIn,
    path: both(sides, ({ runs }) => `slots.${nameIn(runs[0]!.report)}.retainedBytesMax`),
    samples: both(sides, ({ runs }) => {
      const kept = runs.map(({ report }) => report.slots[nameIn(report)]!.retainedBytesMax);
      return sampleOf(kept, median);
    }),
  };
}
