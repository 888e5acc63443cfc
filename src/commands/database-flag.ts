import { parseConnectionUrl } from '../shared/connection-url.ts';
import { UsageError } from '../shared/errors.ts';

/** A database chosen on the command line, and what to say of the choice. */
export interface ChosenDatabase {
  readonly url: string | undefined;
  readonly urlReason: string;
}

/**
 * `--database URL`, or `--database env` for what the environment names: DATABASE_URL, else PGHOST and its kin. Without the
 * flag the environment has no say.
 * @throws UsageError
 */
export function databaseFromFlag(
  flag: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): ChosenDatabase {
  if (flag === undefined) return { url: undefined, urlReason: '' };
  if (flag !== 'env') return checked(flag, '--database', 'from --database');
  const { DATABASE_URL: url, PGHOST: host } = environment;
  if (url !== undefined && url !== '') return checked(url, 'DATABASE_URL', 'from DATABASE_URL by --database env');
  if (host !== undefined && host !== '')
    return checked(urlFromParts(host, environment), 'PGHOST and its kin', 'from PGHOST by --database env');
  throw new UsageError('--database env: neither DATABASE_URL nor PGHOST is set', { hint: 'set one of them' });
}

function checked(url: string, source: string, urlReason: string): ChosenDatabase {
  try {
    parseConnectionUrl(url);
    return { url, urlReason };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`${source} ${error.message}`, source === '--database' ? { hint: 'or say env' } : {});
  }
}

/** Parameters of libpq and the variables that it reads them from. */
const variables: Readonly<Record<string, string>> = {
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  sslnegotiation: 'PGSSLNEGOTIATION',
  channel_binding: 'PGCHANNELBINDING',
  connect_timeout: 'PGCONNECT_TIMEOUT',
  options: 'PGOPTIONS',
};

function urlFromParts(host: string, environment: Readonly<Record<string, string | undefined>>): string {
  const parameters = [
    ['host', host],
    ['port', environment['PGPORT']],
    ...Object.entries(variables).map(([parameter, variable]) => [parameter, environment[variable]] as const),
  ].flatMap(([parameter, value]) => (value ? [`${parameter}=${encodeURIComponent(value)}`] : []));
  const { PGUSER: user, PGPASSWORD: password, PGDATABASE: database = '' } = environment;
  const secret = user && password ? `:${encodeURIComponent(password)}` : '';
  const login = user ? `${encodeURIComponent(user)}${secret}@` : '';
  return `postgresql://${login}/${encodeURIComponent(database)}?${parameters.join('&')}`;
}
