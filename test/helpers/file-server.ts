import { after, before } from 'node:test';
import pg from 'pg';
import { startEmbeddedServer, type EmbeddedServer } from '../../src/postgres/embedded/server.ts';

type Rows = Record<string, unknown>[];

/** The one embedded server of a test file, with a database of its own for each test. */
export interface FileServer {
  /** URL of a new, empty database, or of a copy of another one that nobody is connected to. */
  newDatabase(copyOf?: string): Promise<string>;
  /** Runs SQL on a connection of its own; rows of the last statement. */
  ask(url: string, sql: string): Promise<Rows>;
  /** A session that stays open until the end of the file. */
  session(url: string): Promise<pg.Client>;
  readonly server: EmbeddedServer;
}

export function fileServer(settings: Readonly<Record<string, string>> = {}): FileServer {
  let server: EmbeddedServer | undefined;
  const sessions: pg.Client[] = [];
  let databases = 0;
  before(async () => {
    server = await startEmbeddedServer({ settings: { fsync: 'off', ...settings } });
    const started = server;
    process.once('exit', () => started.stopNow());
  });
  after(async () => {
    await Promise.all(sessions.map(session => session.end().catch(() => undefined)));
    await server?.stop();
  });
  const session = async (url: string): Promise<pg.Client> => {
    const client = await openClient(url);
    sessions.push(client);
    return client;
  };
  return {
    session,
    ask,
    newDatabase: async copyOf => {
      const name = `test_${(databases += 1)}`;
      const template = copyOf === undefined ? 'template1' : new URL(copyOf).pathname.slice(1);
      await ask(server!.url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
      return server!.url.replace(/\/postgres$/, `/${name}`);
    },
    get server() {
      return server!;
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
    const results = (await client.query(sql)) as unknown as { rows: Rows } | { rows: Rows }[];
    return Array.isArray(results) ? results.at(-1)!.rows : results.rows;
  } finally {
    await client.end();
  }
}
