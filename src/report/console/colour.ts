import { Chalk, type ChalkInstance, type ColorSupportLevel } from 'chalk';

/** What decides about colour on one stream. */
export interface ColourOptions {
  readonly stream: { readonly isTTY?: boolean | undefined };
  /** `--color` is true, `--no-color` false, neither undefined. */
  readonly flag: boolean | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * A chalk of its own for one stream: chalk by itself ignores NO_COLOR, takes an empty FORCE_COLOR for a wish and asks
 * only stdout. The order is --color/--no-color, FORCE_COLOR, NO_COLOR (https://no-color.org), TERM=dumb, terminal or not.
 */
export function createColour(options: ColourOptions): ChalkInstance {
  return new Chalk({ level: levelFor(options) });
}

function levelFor({ stream, flag, environment }: ColourOptions): ColorSupportLevel {
  if (flag !== undefined) return flag ? 1 : 0;
  const forced = environment['FORCE_COLOR'] ?? '';
  if (forced !== '') return forcedLevel(forced);
  if ((environment['NO_COLOR'] ?? '') !== '') return 0;
  if (environment['TERM'] === 'dumb') return 0;
  return stream.isTTY === true ? 1 : 0;
}

/** As Node reads it: `0` and `false` are none, `2` and `3` more than the sixteen colours, anything else sixteen. */
function forcedLevel(forced: string): ColorSupportLevel {
  if (forced === '0' || forced === 'false') return 0;
  return forced === '2' ? 2 : forced === '3' ? 3 : 1;
}
