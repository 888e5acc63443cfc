/** One thing that was looked at. */
export interface Diagnosis {
  readonly what: string;
  /**
   * fails: a run cannot work. limits: it works, but captures of changes do not. note: both work, and somebody should know.
   */
  readonly status: 'fine' | 'note' | 'limits' | 'fails';
  readonly found: string;
  /** Lines that mend it, ready to be copied: SQL, or SQL comments where it takes something else. */
  readonly mend: readonly string[];
}

export interface Needs {
  readonly schema: string;
  /** Connections of the stream; a run opens one more. */
  readonly connections: number;
}
