import { markup, type Markup } from '../../report/html/markup.ts';
import { strokedPath } from '../../report/html/charts/stroke.ts';
import { spreadOf } from '../../report/run-spread.ts';
import type { Both } from '../side-input.ts';
import { sideLook } from './side-look.ts';

const width = 1_000;
/** Room at the ends, so that no dot is cut. */
const margin = 30;
const rows: Both<number> = { base: 10, candidate: 26 };

/**
 * The runs of both sides as dots on one axis that reaches from the lowest to the highest of all, the base above; a stroke
 * through the median of each side.
 */
export function dotStrip(runs: Both<readonly number[]>, description: string): Markup {
  const { lowest, highest } = spreadOf([...runs.base, ...runs.candidate]);
  const x = (value: number): number => {
    const share = highest === lowest ? 0.5 : (value - lowest) / (highest - lowest);
    return Math.round((margin + share * (width - 2 * margin)) * 10) / 10;
  };
  return markup`<svg class="strip" role="img" aria-label="${description}" width="100%" height="36" viewBox="0 0 ${width} 36" preserveAspectRatio="none">
${(['base', 'candidate'] as const).map(side => sideMarks(side, runs[side], x))}</svg>`;
}

function sideMarks(side: 'base' | 'candidate', values: readonly number[], x: (value: number) => number): Markup {
  const { name } = sideLook[side];
  const y = rows[side];
  // A line of no length with round ends is a dot that stays round however the strip is stretched.
  const dots = values.map(value => `M${x(value)} ${y}h.01`).join('');
  const middle = x(spreadOf(values).median);
  return markup`${strokedPath(`M0 ${y}H${width}`, { name: 'faint', width: 0.5 })}${strokedPath(`M${middle} ${y - 8}v16`, { name, width: 2 })}${strokedPath(dots, { name, width: 8 })}
`;
}
