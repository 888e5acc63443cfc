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
  if (flag !== 'env') {
    if (/^postgres(ql)?:\/\//.test(flag) && URL.canParse(flag)) return { url: flag, urlReason: '--database' };
    const hint = 'such as postgresql://user@host:5432/database, or env';
    throw new UsageError('--database needs a connection URL or the word env', { hint });
  }
  const { DATABASE_URL: url, PGHOST: host } = environment;
  if (url !== undefined && url !== '') return { url, urlReason: '--database env: DATABASE_URL' };
  if (host !== undefined && host !== '')
    return { url: urlFromParts(host, environment), urlReason: '--database env: PGHOST' };
  throw new UsageError('--database env: neither DATABASE_URL nor PGHOST is set', { hint: 'set one of them' });
}

function urlFromParts(host: string, environment: Readonly<Record<string, string | undefined>>): string {
  const {
    PGPORT: port = '5432',
    PGUSER: user = 'postgres',
    PGPASSWORD: password,
    PGDATABASE: database = user,
  } = environment;
  const secret = password === undefined ? '' : `:${encodeURIComponent(password)}`;
  const login = `${encodeURIComponent(user)}${secret}`;
  if (host.startsWith('/')) return `postgresql://${login}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
  return `postgresql://${login}@${host}:${port}/${database}`;
}
