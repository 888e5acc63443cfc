import { markup, type Markup } from '../markup.ts';

/** How a line looks. Told apart by dashes and width, by colour only besides. */
export interface Stroke {
  readonly name: 'accent' | 'ink' | 'soft' | 'faint' | 'alarm';
  readonly width: number;
  readonly dashes?: string;
}

// Middle tones for white and black grounds alike, for where the style sheet is blocked (see verdict-mark.ts).
const colours: Readonly<Record<Stroke['name'], string>> = {
  accent: '#3b7ddd',
  ink: '#7a7f87',
  soft: '#7a7f87',
  faint: '#8e949c',
  alarm: '#d1453b',
};

/** A line through `d`; its width stays the same however the plot is stretched. */
export function strokedPath(d: string, stroke: Stroke): Markup {
  return markup`<path class="line ${stroke.name}" d="${d}" fill="none" stroke="${colours[stroke.name]}" stroke-width="${stroke.width}"${
    stroke.dashes !== undefined && markup` stroke-dasharray="${stroke.dashes}"`
  } stroke-linecap="round" stroke-linejoin="round" vector-effect="non-scaling-stroke"/>`;
}

/** The same stroke for a legend. */
export function swatch(stroke: Stroke): Markup {
  return strokedPath('M2 6H26', stroke);
}

/** The ground under a line. */
export function filledPath(d: string): Markup {
  return markup`<path class="ground" d="${d}" fill="${colours.accent}" fill-opacity="0.12"/>`;
}
