import { Client, type ClientConfig } from 'pg';

/** Whether the server lets us in and answers a query. Any failure is a no. */
export async function answers(port: number, password: string): Promise<boolean> {
  const config: ClientConfig = {
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
    // Said only because pg would take them from the caller's PG* variables.
    ssl: false,
    sslnegotiation: 'postgres',
    options: '-c search_path=pg_catalog',
    application_name: 'alimentador',
  };
  const client = new Client(config);
  // A connection lost outside a query is emitted, and unheard would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
