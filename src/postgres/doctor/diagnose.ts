import { identifier } from '../sql-text.ts';
import type { ServerOffer } from './server-offer.ts';

/** One thing that was looked at. */
export interface Diagnosis {
  readonly what: string;
  /** fails: a run cannot work. limits: it works, but captures of changes do not. */
  readonly status: 'fine' | 'limits' | 'fails';
  readonly found: string;
  /** Lines that mend it, ready to be copied. */
  readonly mend: readonly string[];
}

export interface Needs {
  readonly schema: string;
  /** Connections of the stream; a run opens one more. */
  readonly connections: number;
}

const newestTested = 18;
const clockToleranceMs = 50;

/** What a server lacks for a run, and for captures besides, with the lines that mend it. Pure. */
export function diagnose(offer: ServerOffer, needs: Needs): Diagnosis[] {
  return [version(offer), ...rights(offer, needs), connections(offer, needs), ...replication(offer), clock(offer)];
}

function version({ version: text, versionNumber }: ServerOffer): Diagnosis {
  const major = Math.floor(versionNumber / 10_000);
  const what = 'server version';
  if (major < 14) return { what, status: 'fails', found: text, mend: ['-- use a server of PostgreSQL 14 or later'] };
  const note = major > newestTested ? ` (newer than the ${newestTested} that was tested)` : '';
  return { what, status: 'fine', found: `${text}${note}`, mend: [] };
}

function rights(offer: ServerOffer, { schema }: Needs): Diagnosis[] {
  const role = identifier(offer.role);
  const rightOn = (what: string, has: boolean, mend: string): Diagnosis => {
    const found = `${offer.role} ${has ? 'may' : 'may not'}`;
    return { what, status: has ? 'fine' : 'fails', found, mend: has ? [] : [mend] };
  };
  const database = identifier(offer.database);
  const owners = offer.foreignTables.map(({ name, owner }) => `${name} (${owner})`).join(', ');
  return [
    offer.schemaExists
      ? rightOn(
          `create tables in schema ${schema}`,
          offer.mayCreateTables,
          `GRANT CREATE, USAGE ON SCHEMA ${identifier(schema)} TO ${role};`,
        )
      : rightOn(
          `create schema ${schema}`,
          offer.mayCreatePublications,
          `GRANT CREATE ON DATABASE ${database} TO ${role};`,
        ),
    rightOn('create publications', offer.mayCreatePublications, `GRANT CREATE ON DATABASE ${database} TO ${role};`),
    rightOn('create temporary tables', offer.mayCreateTemporary, `GRANT TEMPORARY ON DATABASE ${database} TO ${role};`),
    {
      what: 'own the tables of the model',
      status: owners === '' ? 'fine' : 'fails',
      found: owners === '' ? 'none stands that belongs to somebody else' : `somebody else owns ${owners}`,
      mend: offer.foreignTables.map(
        ({ name }) => `ALTER TABLE ${identifier(schema)}.${identifier(name)} OWNER TO ${role};`,
      ),
    },
  ];
}

function connections({ freeConnections }: ServerOffer, { connections: wanted }: Needs): Diagnosis {
  // The session that asks counts as used; a run needs one besides those of the stream.
  const isEnough = freeConnections >= wanted;
  return {
    what: 'connections',
    status: isEnough ? 'fine' : 'fails',
    found: `${freeConnections} free, a run needs ${wanted} more than this one`,
    mend: isEnough
      ? []
      : [
          "ALTER SYSTEM SET max_connections = '200';   -- then restart the server",
          `-- or run with --connections ${Math.max(1, freeConnections)}`,
        ],
  };
}

function replication(offer: ServerOffer): Diagnosis[] {
  const { walLevel, role, superuser, freeSlots, freeSenders } = offer;
  const mayReplicate = superuser || offer.replication;
  const left = (what: string, count: number, setting: string): Diagnosis => {
    const mend = count > 0 ? [] : [`ALTER SYSTEM SET ${setting} = '20';   -- then restart the server`];
    return { what, status: count > 0 ? 'fine' : 'limits', found: `${count} free`, mend };
  };
  return [
    {
      what: 'wal_level',
      status: walLevel === 'logical' ? 'fine' : 'limits',
      found: walLevel,
      mend: walLevel === 'logical' ? [] : walLevelLines,
    },
    {
      what: 'replication right',
      status: mayReplicate ? 'fine' : 'limits',
      found: `${role} ${mayReplicate ? 'may' : 'may not'} replicate`,
      mend: mayReplicate ? [] : replicationLines(identifier(role)),
    },
    left('replication slots', freeSlots, 'max_replication_slots'),
    left('WAL senders', freeSenders, 'max_wal_senders'),
  ];
}

const walLevelLines = [
  "ALTER SYSTEM SET wal_level = 'logical';   -- then restart the server",
  '-- Amazon RDS, Aurora: parameter rds.logical_replication = 1, then reboot',
  '-- Google Cloud SQL: flag cloudsql.logical_decoding = on',
  '-- Azure Database: server parameter wal_level = logical, then restart',
];

function replicationLines(role: string): string[] {
  return [
    `ALTER ROLE ${role} REPLICATION;   -- also Google Cloud SQL and Azure Database`,
    `-- Amazon RDS, Aurora: GRANT rds_replication TO ${role};`,
  ];
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
