import type { FacingCaptures } from './comparison.generated.ts';
import type { Both, SideInput } from './side-input.ts';

/** What is not yet known of a capture that was still delivering. */
const atTheEnd = new Set(['missing', 'differences', 'drain', 'converged']);

/** Why a metric of two captures cannot be compared, if so: a void capture proves nothing, one cut short not everything. */
export function whyNotCompared(sides: Both<SideInput>, pair: FacingCaptures, metric: string): string | undefined {
  for (const side of ['base', 'candidate'] as const) {
    for (const { file, report } of sides[side].runs) {
      const status = report.captures[pair[side]]?.status;
      if (status === 'void') return `the capture ${pair[side]} of ${file} is void`;
      const isOpen = status === 'notDrained' && atTheEnd.has(metric);
      if (isOpen) return `the capture ${pair[side]} of ${file} was still delivering`;
    }
  }
  return undefined;
}
