import { connections } from './connections.ts';
import type { Diagnosis, Needs } from './diagnosis.ts';
import { replication } from './replication.ts';
import { rights } from './rights.ts';
import type { ServerOffer } from './server-offer.ts';

const newestTested = 18;
const clockToleranceMs = 50;

/** What a server lacks for a run, and for captures besides, with the lines that mend it. Pure. */
export function diagnose(offer: ServerOffer, needs: Needs): Diagnosis[] {
  return [
    version(offer),
    standing(offer),
    tls(offer),
    pooler(offer),
    ...rights(offer, needs),
    connections(offer, needs),
    ...replication(offer),
    clock(offer),
  ];
}

function version({ version: text, versionNumber }: ServerOffer): Diagnosis {
  const major = Math.floor(versionNumber / 10_000);
  const what = 'server version';
  if (major < 14) return { what, status: 'fails', found: text, mend: ['-- use a server of PostgreSQL 14 or later'] };
  const note = major > newestTested ? ` (newer than the ${newestTested} that was tested)` : '';
  return { what, status: 'fine', found: `${text}${note}`, mend: [] };
}

function standing({ isStandby }: ServerOffer): Diagnosis {
  const what = 'primary or standby';
  if (!isStandby) return { what, status: 'fine', found: 'primary', mend: [] };
  const mend = ['-- give the host and port of the primary in the URL'];
  return { what, status: 'fails', found: 'a standby, which takes no writes', mend };
}

function tls({ tlsVersion, isLocal }: ServerOffer): Diagnosis {
  const what = 'encryption';
  if (tlsVersion !== null) return { what, status: 'fine', found: tlsVersion, mend: [] };
  if (isLocal) return { what, status: 'fine', found: 'none, and the server is on this machine', mend: [] };
  const mend = ['-- if the network is not yours: add sslmode=verify-full&sslrootcert=FILE to the URL'];
  return { what, status: 'note', found: 'none, and the server is on another machine', mend };
}

function pooler({ pooled }: ServerOffer): Diagnosis {
  const what = 'way to the server';
  if (!pooled) return { what, status: 'fine', found: 'direct', mend: [] };
  const mend = ["-- give the server's own host and port in the URL: a pooler passes no replication on"];
  return { what, status: 'limits', found: 'a connection pooler that keeps a session on one server process', mend };
}

function clock({ clock: { offsetMs, uncertaintyMs } }: ServerOffer): Diagnosis {
  const isNear = Math.abs(offsetMs) <= clockToleranceMs + uncertaintyMs;
  const found = `the server's is ${offsetMs.toFixed(1)} ms ahead of ours (give or take ${uncertaintyMs.toFixed(1)} ms)`;
  return {
    what: 'clock',
    status: isNear ? 'fine' : 'limits',
    found,
    mend: isNear ? [] : ['-- keep both clocks in step, for example with chrony'],
  };
}
