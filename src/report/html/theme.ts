/**
 * Colours of the page by role. Text on ground has a contrast of at least 4.5 : 1 and lines of at least 3 : 1 in either
 * theme (a test computes them); one accent colour, the three verdict colours only ever stand beside a shape and a word.
 */
export interface Theme {
  readonly ground: string;
  readonly surface: string;
  readonly inset: string;
  readonly ink: string;
  readonly muted: string;
  readonly rule: string;
  readonly accent: string;
  readonly second: string;
  readonly third: string;
  readonly fourth: string;
  readonly passed: string;
  readonly failed: string;
  readonly incomplete: string;
  readonly sign: string;
}

export const light: Theme = {
  ground: '#fafaf8',
  surface: '#ffffff',
  inset: '#f1f2f0',
  ink: '#1d2125',
  muted: '#5b626b',
  rule: '#dfe1de',
  accent: '#1f5fbf',
  second: '#b35c00',
  third: '#0b7a6b',
  fourth: '#8442b8',
  passed: '#1b7a45',
  failed: '#b8281d',
  incomplete: '#8f5d00',
  sign: '#ffffff',
};

export const dark: Theme = {
  ground: '#131517',
  surface: '#1a1d20',
  inset: '#23272b',
  ink: '#e7e9eb',
  muted: '#a2a9b1',
  rule: '#33383d',
  accent: '#82b1ff',
  second: '#f0a04b',
  third: '#4fc7b5',
  fourth: '#c79cf0',
  passed: '#62c98d',
  failed: '#ff8d80',
  incomplete: '#eebb57',
  sign: '#131517',
};

/** The theme as CSS variables, `--ground` and so on. */
export function variables(theme: Theme): string {
  return Object.entries(theme)
    .map(([role, colour]) => `--${role}:${colour}`)
    .join(';');
}
