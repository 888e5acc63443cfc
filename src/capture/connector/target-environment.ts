import { parseConnectionUrl } from '../../shared/connection-url.ts';

/**
 * Where the run's database is, for a connector that the run starts: libpq's variables, which the connector's own
 * configuration can refer to. They go through the environment, which no other account can read, and never through
 * arguments. What the URL does not say is left out.
 */
export function targetEnvironment(url: string): Record<string, string> {
  const { host, port, user, password, database } = parseConnectionUrl(url);
  const facts = { PGHOST: host, PGPORT: port, PGUSER: user, PGPASSWORD: password, PGDATABASE: database };
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
}
