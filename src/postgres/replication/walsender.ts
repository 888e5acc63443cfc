import type { Duplex } from 'node:stream';
import type pg from 'pg';
import { CannotRun } from '../../shared/errors.ts';
import { sessionValues, type SessionSettings } from '../connect.ts';
import { parsed } from '../connection/complete-url.ts';
import { failureText } from '../connection/open-failure.ts';
import { openSession } from '../connection/open-session.ts';
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
  const startup = { replication: 'database', options: startupOptions(settings).join(' ') } as const;
  try {
    return await openSession(parsed(url), settings.applicationName, startup);
  } catch (error) {
    throw new CannotRun(`cannot open a replication connection to ${describeUrl(url)}: ${failureText(error)}`, {
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
