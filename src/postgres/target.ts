/** A database to run on. */
export interface Target {
  readonly kind: 'embedded' | 'given';
  /** Connection URL with its password: never shown. */
  readonly url: string;
  /** Host, port and database, for people and reports. */
  readonly description: string;
  /** Why this database. */
  readonly reason: string;
}

/** A URL without its user's password and without parameters that may hold secrets. */
export function describeUrl(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url);
    const host = searchParams.get('host') ?? (hostname === '' ? 'local socket' : hostname);
    return `PostgreSQL at ${host}:${port === '' ? '5432' : port}, database ${pathname.slice(1) || 'default'}`;
  } catch {
    return 'PostgreSQL at a given address';
  }
}
