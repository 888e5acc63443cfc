import type { TableState } from '../../report/report.generated.ts';

/** What a replica database made of a run. */
export interface ReplicaResult {
  /** Clean: every row was as predicted. Findings: it was not, and nothing changed any more. */
  readonly status: 'clean' | 'findings' | 'void' | 'notDrained';
  /** Why nothing can be said of it. */
  readonly voidReason: string | null;
  /** From the end of the stream to the first look at which every row was as predicted. */
  readonly convergedMs: number | null;
  /** How much earlier that may have been: the time since the look before. */
  readonly convergedUncertaintyMs: number | null;
  readonly looks: number;
  /** As the last look found them, by name; none where nobody could look. */
  readonly tables: Readonly<Record<string, TableState>>;
}
