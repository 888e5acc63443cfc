import { markup, type Markup } from './markup.ts';

/** How something ended: the three verdicts of a run, `notRun` for what was never tried. */
export type Outcome = 'passed' | 'failed' | 'incomplete' | 'notRun';

export const outcomeWord: Readonly<Record<Outcome, string>> = {
  passed: 'Passed',
  failed: 'Failed',
  incomplete: 'Incomplete',
  notRun: 'Not run',
};

/**
 * Each outcome has a silhouette of its own, so that it is told apart without colour and in print.
 * The colours written here are middle tones that can be read on white and on black: they count only where a content
 * policy blocks the style sheet, which else sets the theme's colours by class.
 */
const shapes: Readonly<Record<Outcome, { readonly outline: string; readonly sign: string; readonly colour: string }>> =
  {
    passed: { outline: 'M12 1a11 11 0 1 1 0 22a11 11 0 1 1 0-22z', sign: 'M7 12.5l3.5 3.5L17 9', colour: '#2e8b57' },
    failed: { outline: 'M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z', sign: 'M8 8l8 8M16 8l-8 8', colour: '#d1453b' },
    incomplete: { outline: 'M12 1.5L23.5 22H.5z', sign: 'M12 9v6M12 18.4v.2', colour: '#a8741a' },
    notRun: { outline: 'M2 2h20v20H2z', sign: 'M7 12h10', colour: '#7d8590' },
  };

/** The outcome's shape alone, hidden from screen readers: the word must stand beside it. */
export function outcomeShape(outcome: Outcome, size = 16): Markup {
  const { outline, sign, colour } = shapes[outcome];
  return markup`<svg class="mark ${outcome}" width="${size}" height="${size}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path class="outline" d="${outline}" fill="${colour}"/><path class="sign" d="${sign}" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}

/** Shape and word. */
export function outcomeMark(outcome: Outcome, word: string = outcomeWord[outcome]): Markup {
  return markup`<span class="outcome ${outcome}">${outcomeShape(outcome)} ${word}</span>`;
}
