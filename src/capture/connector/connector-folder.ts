import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that a connector finds in ALIMENTADOR_CONNECTOR_FOLDER. */
export interface ConnectorFolder {
  readonly path: string;
  readonly remove: () => void;
}

/**
 * Makes a folder for what a connector keeps while it is restarted, such as its offsets. It is new in each run: with the
 * offsets of another database a connector skips what lies below them, without a word.
 * @param atExit registers what must be done when the process ends early; returns how to take it back
 */
export function makeConnectorFolder(atExit: (cleanUp: () => void) => () => void): ConnectorFolder {
  const path = mkdtempSync(join(tmpdir(), 'alimentador-connector-'));
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  const forget = atExit(remove);
  return {
    path,
    remove: () => {
      forget();
      remove();
    },
  };
}
