import assert from 'node:assert/strict';
import { chmodSync, chownSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { connect } from '../../../src/postgres/connect.ts';
import { completeUrl } from '../../../src/postgres/connection/complete-url.ts';
import { CannotRun } from '../../../src/shared/errors.ts';
import { eventCapture } from '../../helpers/captures.ts';
import { issue } from '../../helpers/certificates.ts';
import { fileServer } from '../../helpers/file-server.ts';
import { ledger } from '../../helpers/ledger.ts';
import { assertPassed, runOn } from '../../helpers/runs.ts';
import { scenario, temporaryFolder } from '../../helpers/scenarios.ts';

const server = fileServer();
const plain = fileServer();
const settings = { applicationName: 'test', synchronousCommit: 'off', schema: 'public' };
const authority = issue({ name: 'the authority' });
const stranger = issue({ name: 'another authority' });
const files: Record<string, string> = {};
let address: URL;

/** Login rules before those of initdb: who comes in how. */
const rules = `
hostnossl all tls_only all reject
hostssl all plain_only all reject
hostssl all holder all scram-sha-256 clientcert=verify-ca
hostssl all certified all cert
`;

before(async () => {
  const { url, folder } = await server.server();
  const ofServer = issue({ name: 'the server', hosts: ['localhost'], issuer: authority });
  const data = join(folder, 'data');
  putServerFile(data, 'server.crt', ofServer.certificate);
  putServerFile(data, 'server.key', ofServer.key);
  putServerFile(data, 'root.crt', authority.certificate);
  putServerFile(data, 'pg_hba.conf', `${rules}${readFileSync(join(data, 'pg_hba.conf'), 'utf8')}`);
  for (const role of ['tls_only', 'plain_only', 'holder', 'certified']) {
    await server.ask(url, `CREATE ROLE ${role} LOGIN SUPERUSER PASSWORD 'secret'`);
  }
  for (const [name, value] of [
    ['ssl_ca_file', 'root.crt'],
    ['ssl', 'on'],
  ]) {
    await server.ask(url, `ALTER SYSTEM SET ${name} = '${value}'`);
  }
  await server.ask(url, 'SELECT pg_reload_conf()');
  address = new URL(url);
  address.hostname = 'localhost';
  while ((await speaks(address.href)) !== 'TLS');
  const client = issue({ name: 'certified', issuer: authority });
  const foreign = issue({ name: 'certified', issuer: stranger });
  file('ca.crt', authority.certificate);
  file('other-ca.crt', stranger.certificate);
  file('client.crt', client.certificate);
  file('client.key', client.key, 0o600);
  file('foreign.crt', foreign.certificate);
  file('foreign.key', foreign.key, 0o600);
  file('open.key', client.key, 0o644);
  file('no.pem', 'nothing\n');
});

/** The server reads it under its own account, and insists that nobody else reads its key. */
function putServerFile(data: string, name: string, text: string): void {
  const path = join(data, name);
  writeFileSync(path, text, { mode: 0o600 });
  const { uid, gid } = statSync(data);
  chownSync(path, uid, gid);
}

function file(name: string, text: string, mode = 0o644): void {
  files[name] = join(temporaryFolder(), name);
  writeFileSync(files[name], text);
  chmodSync(files[name], mode);
}

/** How a session under this URL talks to the server. */
async function speaks(url: string, homeFolder = '/nowhere'): Promise<'TLS' | 'plain'> {
  const complete = completeUrl(url, { userName: undefined, homeFolder, environment: {} });
  const client = await connect(complete.url, settings);
  const { rows } = await client.query<{ ssl: boolean }>('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
  await client.end();
  return rows[0]!.ssl ? 'TLS' : 'plain';
}

/** A URL of the server with these parameters; values that name one of the files above stand for its path. */
function urlWith(words: string, changes: { user?: string; host?: string; base?: string } = {}): string {
  const url = new URL(changes.base ?? address.href);
  if (changes.user !== undefined) [url.username, url.password] = [changes.user, 'secret'];
  if (changes.host !== undefined) url.hostname = changes.host;
  for (const [name, value] of words
    .split(' ')
    .filter(Boolean)
    .map(word => word.split('='))) {
    url.searchParams.set(name!, files[value!] ?? value!);
  }
  return url.href;
}

async function refusal(url: string): Promise<string> {
  const { message, hint } = await speaks(url).then(
    how => assert.fail(`it was not refused, and spoke ${how}`),
    (error: unknown) => (error instanceof CannotRun ? error : assert.fail(error as Error)),
  );
  assert.doesNotMatch(`${message} ${hint}`, /secret|\n +at /);
  return `${message} (${hint})`;
}

const spoken: readonly (readonly [string, 'TLS' | 'plain', { user?: string; host?: string }?])[] = [
  ['', 'TLS'],
  ['sslmode=disable', 'plain'],
  ['sslmode=allow', 'plain'],
  ['sslmode=prefer', 'TLS'],
  ['sslmode=require', 'TLS'],
  ['ssl=true', 'TLS'],
  ['sslmode=require', 'TLS', { host: '127.0.0.1' }],
  ['sslmode=require sslnegotiation=direct', 'TLS'],
  ['sslmode=allow', 'TLS', { user: 'tls_only' }],
  ['sslmode=prefer', 'plain', { user: 'plain_only' }],
  ['sslmode=require sslrootcert=ca.crt', 'TLS', { host: '127.0.0.1' }],
  ['sslmode=verify-ca sslrootcert=ca.crt', 'TLS', { host: '127.0.0.1' }],
  ['sslmode=verify-full sslrootcert=ca.crt', 'TLS'],
  ['sslmode=prefer sslrootcert=other-ca.crt', 'plain'],
  ['channel_binding=require', 'TLS'],
  ['channel_binding=disable sslmode=require', 'TLS'],
  ['sslmode=require sslcert=client.crt sslkey=client.key', 'TLS', { user: 'holder' }],
  ['sslmode=verify-full sslrootcert=ca.crt sslcert=client.crt sslkey=client.key', 'TLS', { user: 'certified' }],
];
for (const [words, how, changes] of spoken) {
  test(`${words || 'nothing said'} ${JSON.stringify(changes ?? {})}: ${how}`, async () => {
    assert.equal(await speaks(urlWith(words, changes)), how);
  });
}

const refused: readonly (readonly [string, RegExp, { user?: string; host?: string }?])[] = [
  ['sslmode=disable', /pg_hba\.conf rejects connection .*no encryption/, { user: 'tls_only' }],
  ['sslmode=require', /pg_hba\.conf rejects connection .*SSL encryption/, { user: 'plain_only' }],
  ['sslmode=require sslrootcert=other-ca.crt', /certificate was not issued by the authority of sslrootcert/],
  ['sslmode=verify-ca sslrootcert=other-ca.crt', /certificate was not issued by the authority of sslrootcert/],
  ['sslmode=verify-full sslrootcert=other-ca.crt', /certificate was not issued by the authority of sslrootcert/],
  [
    'sslmode=verify-full sslrootcert=ca.crt',
    /certificate is for another host \(DNS:localhost\)/,
    { host: '127.0.0.1' },
  ],
  ['sslrootcert=system', /certificate was not issued by the authority of sslrootcert/],
  ['sslmode=require sslrootcert=system', /sslrootcert=system goes with sslmode=verify-full only/],
  ['sslmode=verify-ca', /sslmode=verify-ca needs the certificate of the authority .*sslrootcert=FILE/],
  ['sslmode=verify-full', /sslmode=verify-full needs the certificate of the authority/],
  ['sslmode=verify-full sslrootcert=/nowhere.crt', /sslrootcert cannot be read: .*nowhere\.crt/],
  ['sslmode=verify-full sslrootcert=no.pem', /sslrootcert holds no PEM text/],
  ['sslmode=require sslcert=client.crt', /there is a client certificate .* and no key to it/],
  ['sslmode=require sslcert=client.crt sslkey=open.key', /others have access to the key .*chmod 600/],
  ['sslmode=require sslcert=client.crt sslkey=foreign.key', /key of sslkey does not belong to the certificate/],
  ['sslmode=require sslnegotiation=direct sslmode=prefer', /sslnegotiation=direct needs sslmode=require/],
  ['sslmode=require', /connection requires a valid client certificate/, { user: 'holder' }],
  [
    'sslmode=require sslcert=foreign.crt sslkey=foreign.key',
    /the server does not know who issued the client certificate/,
    { user: 'holder' },
  ],
  ['sslmode=disable channel_binding=require', /channel_binding=require, and the server does not offer/],
];
for (const [words, reason, changes] of refused) {
  test(`${words} ${JSON.stringify(changes ?? {})} is refused in words: ${reason.source}`, async () => {
    assert.match(await refusal(urlWith(words, changes)), reason);
  });
}

test('a server without TLS: prefer goes without, require says why not', async () => {
  const base = await plain.newDatabase();
  assert.equal(await speaks(urlWith('', { base })), 'plain');
  assert.equal(await speaks(urlWith('sslmode=prefer', { base })), 'plain');
  assert.match(
    await refusal(urlWith('sslmode=require', { base })),
    /the server does not speak TLS, and sslmode insists/,
  );
});

test('a wrong password is told once, however often it was tried', async () => {
  const url = new URL(urlWith('sslmode=prefer'));
  [url.username, url.password] = ['nobody_here', 'wrong'];
  const said = await refusal(url.href);
  assert.equal(said.match(/authentication failed/g)?.length, 1, said);
});

test('an expired certificate is said to be one', async () => {
  const { url, folder } = await server.server();
  const old = issue({ name: 'the server', hosts: ['localhost'], issuer: authority, expired: true });
  const data = join(folder, 'data');
  const before = ['server.crt', 'server.key'].map(name => [name, readFileSync(join(data, name), 'utf8')] as const);
  putServerFile(data, 'server.crt', old.certificate);
  putServerFile(data, 'server.key', old.key);
  await server.ask(url, 'SELECT pg_reload_conf()');
  const insisting = urlWith('sslmode=verify-full sslrootcert=ca.crt');
  // The server takes its new certificate a moment after the word.
  let said: string | undefined;
  while (said === undefined) {
    said = await speaks(insisting).then(
      () => undefined,
      (error: unknown) => String(error),
    );
  }
  assert.match(said, /the server's certificate has expired/);
  for (const [name, text] of before) putServerFile(data, name, text);
  await server.ask(url, 'SELECT pg_reload_conf()');
});

test('a run and its capture go through with a client certificate, checked on both sides', async () => {
  const database = new URL(await server.newDatabase()).pathname;
  const words = 'sslmode=verify-full sslrootcert=ca.crt sslcert=client.crt sslkey=client.key';
  const url = new URL(urlWith(words, { user: 'certified' }));
  url.pathname = database;
  url.password = '';
  const captures = [{ name: 'reference', kind: 'slot' }];
  const workload = { streamPhase: { operations: 20, interval: '0ms' }, captures, drain: { quiet: '100ms' } };
  const loaded = await scenario(workload, ledger());
  for (;;) {
    // Until the server has taken its valid certificate back.
    const waiting = await speaks(url.href).catch((error: unknown) => String(error));
    if (waiting === 'TLS') break;
    assert.match(waiting, /expired/);
  }
  const run = await runOn(url.href, loaded);
  assertPassed(run);
  assert.equal(eventCapture(run.report, 'reference')?.status, 'clean');
});
