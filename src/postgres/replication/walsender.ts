import type { Duplex } from 'node:stream';
import pg from 'pg';
import { CannotRun, messageOf } from '../../shared/errors.ts';
import { clientConfig, sessionValues, type SessionSettings } from '../connect.ts';
import { describeUrl } from '../target.ts';

/** A server process that speaks the replication protocol, on a connection of its own. */
export type Walsender = pg.Client & {
  /** Not in pg's types. */
  readonly connection: { stream: Duplex; query(text: string): void };
};

/**
 * Opens a replication session under the settings that give every value one text (design §5.6). They go into the startup
 * packet, behind what the URL may say in `options`: there they win over what role or database set, and a walsender takes no
 * parameters later on.
 * @throws CannotRun, or what the server said as its cause
 */
export async function openWalsender(url: string, settings: SessionSettings): Promise<Walsender> {
  const config = { ...clientConfig(url, settings), replication: 'database' };
  const client = new pg.Client(config) as Walsender & { connectionParameters: { options?: string } };
  const given = client.connectionParameters.options;
  client.connectionParameters.options = [given ?? '', ...startupOptions(settings)].join(' ');
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw new CannotRun(`cannot open a replication connection to ${describeUrl(url)}: ${messageOf(error)}`, {
      hint: 'does the role have the REPLICATION attribute, and does pg_hba.conf let it in? `alimentador doctor` tells',
      cause: error,
    });
  }
}

function startupOptions(settings: SessionSettings): string[] {
  return Object.entries(sessionValues(settings)).map(
    ([name, value]) => `-c ${name}=${value.replaceAll(/[\\\s]/g, character => `\\${character}`)}`,
  );
}

/** Which server, and which of its histories: LSNs of another one mean nothing. */
export interface SystemIdentity {
  readonly systemId: string;
  readonly timeline: number;
}

export async function identifySystem(walsender: Walsender): Promise<SystemIdentity> {
  const { rows } = await walsender.query<{ systemid: string; timeline: number | string }>('IDENTIFY_SYSTEM');
  return { systemId: rows[0]!.systemid, timeline: Number(rows[0]!.timeline) };
}
