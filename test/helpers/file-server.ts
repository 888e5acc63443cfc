import { after } from 'node:test';
import pg from 'pg';
import { startEmbeddedServer, type EmbeddedServer } from '../../src/postgres/embedded/server.ts';

/** Values are the server's own texts. */
type Rows = Record<string, string | null>[];

/** The one embedded server of a test file, with a database of its own for each test. */
export interface FileServer {
  /** URL of a new, empty database, or of a copy of another one that nobody is connected to. */
  newDatabase(copyOf?: string): Promise<string>;
  /** Runs SQL on a connection of its own; rows of the last statement. */
  ask(url: string, sql: string): Promise<Rows>;
  /** A session that stays open until the end of the file. */
  session(url: string): Promise<pg.Client>;
  server(): Promise<EmbeddedServer>;
}

/** The server starts when it is first used and goes with the file. */
export function fileServer(settings: Readonly<Record<string, string>> = {}): FileServer {
  let starting: Promise<EmbeddedServer> | undefined;
  const sessions: pg.Client[] = [];
  let databases = 0;
  const start = async (): Promise<EmbeddedServer> => {
    const server = await startEmbeddedServer({ settings: { fsync: 'off', ...settings } });
    process.once('exit', () => server.stopNow());
    return server;
  };
  after(async () => {
    await Promise.all(sessions.map(session => session.end().catch(() => undefined)));
    await (await starting)?.stop();
  });
  return {
    ask,
    server: () => (starting ??= start()),
    session: async url => {
      const client = await openClient(url);
      sessions.push(client);
      return client;
    },
    newDatabase: async copyOf => {
      const { url } = await (starting ??= start());
      const name = `test_${(databases += 1)}`;
      const template = copyOf === undefined ? 'template1' : new URL(copyOf).pathname.slice(1);
      await ask(url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
      return url.replace(/\/postgres$/, `/${name}`);
    },
  };
}

async function openClient(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // A server that goes away is told to the query; pg tells it a second time.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function ask(url: string, sql: string): Promise<Rows> {
  const client = await openClient(url);
  try {
    const query = { text: sql, types: { getTypeParser: () => (text: string) => text } };
    const results = (await client.query(query as pg.QueryConfig)) as unknown as { rows: Rows } | { rows: Rows }[];
    return Array.isArray(results) ? results.at(-1)!.rows : results.rows;
  } finally {
    await client.end();
  }
}
