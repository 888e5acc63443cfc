/** What the verifier has to know of a capture. Plain data: it crosses to another thread. */
export interface CaptureSettings {
  readonly name: string;
  /** The slot that the tool itself reads: what PostgreSQL emitted. At most one capture. */
  readonly isReference: boolean;
  /**
   * What the changes' positions are good for. `commit`: each has commit LSN and ordinal and they come in that order (a slot);
   * `record`: transaction and LSN name the change; `none`.
   */
  readonly positions: 'commit' | 'record' | 'none';
  /** How the seeded rows come: as inserts, as reads of a snapshot, as either, or not at all. */
  readonly seeded: 'changes' | 'snapshot' | 'either' | 'none';
  /** At least once: what comes twice is counted and is no finding. */
  readonly delivery: 'exactly-once' | 'at-least-once';
  /** Columns that the source's own settings leave out, as `table.column`. */
  readonly ignoresColumns: readonly string[];
  /** Tables with REPLICA IDENTITY FULL. */
  readonly fullIdentity: readonly string[];
  /** Resolution of the commit times, microseconds. */
  readonly resolutionUs: number;
}
