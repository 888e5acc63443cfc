/** Who runs the tool: what libpq would ask the system for. None of it chooses a server. */
export interface Caller {
  /** Name of the account; undefined where the system knows none, as in some containers. */
  readonly userName: string | undefined;
  readonly homeFolder: string;
  /** PGPASSWORD and PGPASSFILE are read, nothing else. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
