import { parseConnectionUrl } from '../shared/connection-url.ts';

/** A database to run on. */
export interface Target {
  readonly kind: 'embedded' | 'given';
  /** Connection URL with its password: never shown. */
  readonly url: string;
  /** For slots and captures: the same, or what the scenario names beside it. Never shown. */
  readonly replicationUrl: string;
  /** Host, port and database, for people and reports. */
  readonly description: string;
  /** Why this database. */
  readonly reason: string;
}

/** A URL without its user, password and parameters that may hold secrets. */
export function describeUrl(url: string): string {
  try {
    const { host = 'local socket', port = 5432, database = 'default' } = parseConnectionUrl(url);
    return `PostgreSQL at ${host.includes(':') ? `[${host}]` : host}:${port}, database ${database}`;
  } catch {
    return 'PostgreSQL at a given address';
  }
}
