import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dark, light, type Theme } from '../../../src/report/html/theme.ts';

for (const [name, theme] of Object.entries({ light, dark })) {
  test(`${name}: every text has a contrast of at least 4.5 on every ground (WCAG 2.2, 1.4.3)`, () => {
    for (const text of ['ink', 'muted', 'accent', 'passed', 'failed', 'incomplete'] as const) {
      for (const ground of ['ground', 'surface', 'inset'] as const) {
        const ratio = contrast(theme[text], theme[ground]);
        assert.ok(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(2)}`);
      }
    }
  });

  test(`${name}: the sign within a shape has a contrast of at least 3 (1.4.11)`, () => {
    const shapes: (keyof Theme)[] = ['passed', 'failed', 'incomplete', 'muted'];
    for (const shape of shapes) assert.ok(contrast(theme.sign, theme[shape]) >= 3, shape);
  });
}

function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
