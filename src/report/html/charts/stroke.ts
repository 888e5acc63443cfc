import { markup, type Markup } from '../markup.ts';

/** How a line looks. Told apart by dashes and width, by colour only besides. */
export interface Stroke {
  readonly name: Ink;
  readonly width: number;
  readonly dashes?: string;
}

type Ink = 'accent' | 'ink' | 'soft' | 'faint' | 'alarm' | 'second' | 'third' | 'fourth';

// Middle tones for white and black grounds alike, for where the style sheet is blocked (see verdict-mark.ts).
const colours: Readonly<Record<Ink, string>> = {
  accent: '#3b7ddd',
  ink: '#7a7f87',
  soft: '#7a7f87',
  faint: '#8e949c',
  alarm: '#d1453b',
  second: '#c2710c',
  third: '#0f8f7e',
  fourth: '#9a5fd0',
};

const sides: readonly Ink[] = ['accent', 'second', 'third', 'fourth'];

/**
 * The stroke of the n-th of several things that are drawn in one chart, from 0: captures, or the sides of a comparison.
 * Colours come again after four; the names beside the swatches tell.
 */
export function sideStroke(index: number, look: Omit<Stroke, 'name'>): Stroke {
  return { ...look, name: sides[index % sides.length] ?? 'accent' };
}

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

/** The ground under a line of that stroke. */
export function filledPath(d: string, { name }: Stroke): Markup {
  return markup`<path class="under ${name}" d="${d}" fill="${colours[name]}" fill-opacity="0.12"/>`;
}
