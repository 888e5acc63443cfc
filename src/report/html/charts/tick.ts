/** A labelled place on an axis: `at` runs from 0 to 1 along it. */
export interface Tick {
  readonly at: number;
  readonly label: string;
  /** How far the label may reach from there, as a share of the axis: it then begins at its place, and is left out where it is longer. */
  readonly room?: number;
}

/** A tick whose label has been given a side, so that it stays within the chart. */
export interface PlacedTick extends Tick {
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Width in pixels of the narrowest chart (of a 360 px window without its style sheet): what fits there fits everywhere. */
const narrowest = 210;
const widthOfCharacter = 7;
const gap = 6;

/**
 * Horizontal ticks that neither leave the chart nor touch each other at any width: labels at the ends turn inward, and
 * of two that would touch the later one is left out.
 */
export function placeTicks(ticks: readonly Tick[]): PlacedTick[] {
  const placed: PlacedTick[] = [];
  let freeFrom = 0;
  for (const tick of ticks) {
    const width = tick.label.length * widthOfCharacter;
    const middle = tick.at * narrowest;
    const anchor =
      tick.room !== undefined || middle < width / 2 ? 'start' : middle > narrowest - width / 2 ? 'end' : 'middle';
    const left = middle - { start: 0, middle: width / 2, end: width }[anchor];
    if (left < freeFrom || (tick.room !== undefined && width > tick.room * narrowest)) continue;
    placed.push({ ...tick, anchor });
    freeFrom = left + width + gap;
  }
  return placed;
}
