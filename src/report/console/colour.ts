import { Chalk, type ChalkInstance } from 'chalk';

/**
 * Colours for one stream. chalk itself does not know NO_COLOR, so the order is ours: --color/--no-color, then FORCE_COLOR,
 * then NO_COLOR (both only when not empty), then TERM=dumb, then whether the stream is a terminal.
 */
export function createColour(options: {
  readonly stream: { readonly isTTY?: boolean };
  readonly flag: boolean | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): ChalkInstance {
  return new Chalk({ level: wantsColour(options) ? 1 : 0 });
}

function wantsColour({ stream, flag, environment }: Parameters<typeof createColour>[0]): boolean {
  if (flag !== undefined) return flag;
  if ((environment['FORCE_COLOR'] ?? '') !== '') return environment['FORCE_COLOR'] !== '0';
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  return environment['TERM'] !== 'dumb' && stream.isTTY === true;
}
