import { didYouMean } from './did-you-mean.ts';

/** A connection URL taken apart; what it does not say is absent. */
export interface ConnectionUrl {
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Name or address without brackets, or the absolute path of a socket's folder. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly database?: string | undefined;
  /** The other parameters by name. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Parameters of libpq that change how a session is opened. */
const heededNames: ReadonlySet<string> = new Set(
  (
    'host port dbname user password passfile options connect_timeout channel_binding ' +
    'sslmode sslrootcert sslcert sslkey sslpassword sslnegotiation'
  ).split(' '),
);

/** Parameters that many URLs have and whose work the tool does itself in every session. */
const decidedNames: ReadonlySet<string> = new Set(
  (
    'application_name fallback_application_name client_encoding target_session_attrs tcp_user_timeout ' +
    'keepalives keepalives_idle keepalives_interval keepalives_count sslcompression uselibpqcompat'
  ).split(' '),
);

const choices: Readonly<Record<string, readonly string[]>> = {
  sslmode: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
  sslnegotiation: ['postgres', 'direct'],
  channel_binding: ['disable', 'prefer', 'require'],
};

/**
 * Reads a URL as libpq does (PostgreSQL documentation, "Connection URIs"): every part may be left out, the host may be a
 * percent-encoded folder, parameters win over the parts before them. The password may hold any character but `/` and `?`
 * unencoded.
 * @throws SyntaxError without the URL in it, which may hold a password
 */
export function parseConnectionUrl(text: string): ConnectionUrl {
  const [, login, place, database, query] =
    /^postgres(?:ql)?:\/\/(?:([^/?]*)@)?([^@/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(text) ?? [];
  if (place === undefined) {
    throw new SyntaxError('is no connection URL, such as postgresql://user@host:5432/database');
  }
  if (login === undefined && text.includes('@')) {
    throw new SyntaxError('has an "@" behind "/" or "?": write / as %2F and ? as %3F in a user name or password');
  }
  const [user, ...secret] = login === undefined ? [] : login.split(':');
  const password = secret.length === 0 ? undefined : secret.join(':');
  const parameters = readParameters(query ?? '');
  refuseSeveral(parameters.get('host') ?? place);
  const [, host, port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(place) ?? refuse('has a host that cannot be read');
  const parts = {
    user: parameters.get('user') ?? decoded(user),
    password: parameters.get('password') ?? decoded(password),
    host: parameters.get('host') ?? decoded(host!.replace(/^\[(.*)\]$/, '$1')),
    port: readPort(parameters.get('port') ?? port ?? ''),
    database: parameters.get('dbname') ?? decoded(database),
  };
  for (const name of ['user', 'password', 'host', 'port', 'dbname']) parameters.delete(name);
  return { ...parts, parameters };
}

/** The URL of these parts; `parseConnectionUrl` gives them back. */
export function writeConnectionUrl({ user, password, host, port, database, parameters }: ConnectionUrl): string {
  const encoded = encodeURIComponent;
  const secret = password === undefined ? '' : `:${encoded(password)}`;
  const login = user === undefined ? '' : `${encoded(user)}${secret}@`;
  const place = host !== undefined && /^[^/]*:/.test(host) ? `[${host}]` : encoded(host ?? '');
  const query = [...parameters].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
  const number = port === undefined ? '' : `:${port}`;
  return `postgresql://${login}${place}${number}/${encoded(database ?? '')}${query === '' ? '' : `?${query}`}`;
}

function readParameters(query: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of query.split('&').filter(each => each !== '')) {
    const [, name = '', text] = /^([^=]+)=(.*)$/s.exec(pair) ?? refuse('has a parameter without "="');
    const value = decoded(text);
    if (decidedNames.has(name)) continue;
    if (name === 'ssl' && value === 'true') parameters.set('sslmode', 'require');
    else if (value !== undefined || !heededNames.has(name)) parameters.set(checkedName(name), value ?? '');
  }
  for (const [name, allowed] of Object.entries(choices)) {
    const value = parameters.get(name);
    if (value === undefined || allowed.includes(value)) continue;
    refuse(`has ${name}=${value}; there is ${allowed.join(', ')}`);
  }
  const limit = parameters.get('connect_timeout');
  if (limit !== undefined && !/^\d{1,6}$/.test(limit)) refuse('has a connect_timeout that is no number of seconds');
  return parameters;
}

function checkedName(name: string): string {
  if (heededNames.has(name)) return name;
  if (/^(schema|currentSchema|search_path)$/.test(name)) {
    refuse(`has the parameter "${name}", which is not libpq's: say database.schema in the scenario`);
  }
  const near = didYouMean(name, heededNames);
  return refuse(`has the parameter "${name}", ${near === undefined ? 'which is not supported' : `is it "${near}"?`}`);
}

function refuseSeveral(hosts: string): void {
  if (!hosts.includes(',')) return;
  refuse('names several hosts: a run writes to one server, so name that one');
}

function readPort(text: string): number | undefined {
  if (text === '') return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535) return Number(text);
  return refuse(text.includes(',') ? 'names several ports: a run writes to one server' : 'has a port that is none');
}

/** Undefined for what is absent or empty. */
function decoded(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse('has a % that is not followed by two hexadecimal digits (write it as %25)');
  }
}

function refuse(reason: string): never {
  throw new SyntaxError(reason);
}
