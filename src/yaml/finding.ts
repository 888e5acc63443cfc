import type { Path } from './path.ts';

/** A problem before its offset is turned into line and column. */
export interface Finding {
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly path: Path;
  readonly message: string;
  readonly hint?: string;
  readonly severity?: 'warning';
}
