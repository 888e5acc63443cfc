import { markup, type Markup } from '../../report/html/markup.ts';
import { sideStroke, swatch, type Stroke } from '../../report/html/charts/stroke.ts';
import type { Comparison } from '../comparison.generated.ts';
import type { Both } from '../side-input.ts';

/** How the sides are drawn in every picture: told apart by dashes and width, by colour besides. */
export const sideLook: Both<Stroke> = {
  base: sideStroke(0, { width: 1.75, dashes: '6 4' }),
  candidate: sideStroke(1, { width: 2.25 }),
};

/** Which stroke is whose. */
export function sideLegend({ sides }: Pick<Comparison, 'sides'>): Markup {
  const entry = (side: 'base' | 'candidate', where: string): Markup =>
    markup`<li><svg width="28" height="12" aria-hidden="true" focusable="false">${swatch(sideLook[side])}</svg> ${sides[side].name}${where}</li>`;
  return markup`<ul class="legend">${entry('base', ', above')}${entry('candidate', ', below')}</ul>
`;
}
