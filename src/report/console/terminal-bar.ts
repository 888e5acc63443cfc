import cliProgress from 'cli-progress';
import type { ProgressStream } from './progress.ts';

/** One line at the foot of the terminal that is drawn over and over. */
export interface TerminalBar {
  /** Draws when there was time enough since the last drawing. */
  update(): void;
  /** Writes a line of its own and draws the bar beneath it. */
  above(line: string): void;
  /** Takes the bar away and leaves the cursor at the beginning of its line. */
  clear(): void;
}

/**
 * Shows what `line` gives for the width there is, until cleared. `line` must keep to that width: nothing cuts it.
 *
 * cli-progress does the drawing and its pace. It is kept from what would outlive an aborted run: it hides no cursor,
 * handles no signal, switches no line wrapping off, and its timer holds no process.
 */
export function showBar(stream: ProgressStream, line: (columns: number) => string): TerminalBar {
  const bar = new UnheldBar({
    stream: facade(stream),
    format: () => line(stream.columns ?? defaultColumns),
    hideCursor: false,
    linewrap: true,
    gracefulExit: false,
    clearOnComplete: true,
    // It would draw only what has changed, and a line written above leaves the bar gone but unchanged.
    forceRedraw: true,
  });
  bar.start(1, 0);
  return {
    update: () => bar.update(0),
    above(text) {
      stream.write(`${clearLine}${text}\n`);
      bar.render();
    },
    clear: () => bar.stop(),
  };
}

const defaultColumns = 80;
const clearLine = '\r\u001b[2K';

class UnheldBar extends cliProgress.SingleBar {
  // cli-progress's own, not in its types (3.12.0).
  declare timer: NodeJS.Timeout | null;

  override render(): void {
    super.render();
    this.timer?.unref();
  }
}

/**
 * The stream as cli-progress is to see it. Of endless width, since it would cut the line by its length with colour codes.
 * Without saved cursor positions: they are absolute, so after a note has scrolled the screen the bar's end would be
 * written over it.
 */
function facade(stream: ProgressStream): NodeJS.WritableStream {
  const positions = new Set(['\u001b7', '\u001b8']);
  const seen = {
    isTTY: true,
    columns: Number.MAX_SAFE_INTEGER,
    write: (text: string): boolean => positions.has(text) || stream.write(text) !== false,
  };
  return seen as unknown as NodeJS.WritableStream;
}
