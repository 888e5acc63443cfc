import { identifier, literal } from '../sql-text.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { ServerOffer } from './server-offer.ts';

/** What captures of changes need besides. */
export function replication(offer: ServerOffer): Diagnosis[] {
  const { walLevel, role, superuser, freeSlots, freeSenders } = offer;
  const mayReplicate = superuser || offer.replication;
  const isLogical = walLevel === 'logical';
  const left = (what: string, count: number, setting: string): Diagnosis => {
    const mend = count > 0 ? [] : [`ALTER SYSTEM SET ${setting} = '20';   -- then restart the server`];
    return { what, status: count > 0 ? 'fine' : 'limits', found: `${count} free`, mend };
  };
  return [
    { what: 'wal_level', status: isLogical ? 'fine' : 'limits', found: walLevel, mend: isLogical ? [] : walLevelLines },
    {
      what: 'replication right',
      status: mayReplicate ? 'fine' : 'limits',
      found: `${role} ${mayReplicate ? 'may' : 'may not'} replicate`,
      mend: mayReplicate ? [] : replicationLines(identifier(role)),
    },
    left('replication slots', freeSlots, 'max_replication_slots'),
    left('WAL senders', freeSenders, 'max_wal_senders'),
    idleSlots(offer),
  ];
}

const walLevelLines = [
  "ALTER SYSTEM SET wal_level = 'logical';   -- then restart the server",
  '-- Amazon RDS: rds.logical_replication = 1 in a parameter group of your own, then reboot',
  '-- Amazon Aurora: rds.logical_replication = 1 in a cluster parameter group of your own, then reboot the writer',
  '-- Google Cloud SQL: flag cloudsql.logical_decoding = on (the instance restarts)',
  '-- Azure flexible server: server parameter wal_level = logical, then restart',
  '-- Neon: enable logical replication in the settings of the project; Supabase has it from the start',
];

function replicationLines(role: string): string[] {
  return [
    `ALTER ROLE ${role} REPLICATION;   -- also Google Cloud SQL and Azure flexible server`,
    `-- Amazon RDS, Aurora: GRANT rds_replication TO ${role};`,
  ];
}

function idleSlots({ idleSlots: slots }: ServerOffer): Diagnosis {
  const what = 'slots that nobody reads';
  if (slots.length === 0) return { what, status: 'fine', found: 'none', mend: [] };
  const mebibytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MiB`;
  return {
    what,
    status: 'note',
    found: slots.map(({ name, retainedBytes }) => `${name} holds back ${mebibytes(retainedBytes)} of WAL`).join(', '),
    mend: slots.map(
      ({ name }) => `-- if its reader is gone for good: SELECT pg_drop_replication_slot(${literal(name)});`,
    ),
  };
}
