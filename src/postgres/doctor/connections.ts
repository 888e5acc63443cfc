import { identifier } from '../sql-text.ts';
import type { Diagnosis, Needs } from './diagnosis.ts';
import type { ServerOffer } from './server-offer.ts';

/** Whether the server, the role and the database leave enough sessions. The one that asks counts as used. */
export function connections(offer: ServerOffer, { connections: wanted }: Needs): Diagnosis {
  const limits = [
    { free: offer.freeConnections, mend: "ALTER SYSTEM SET max_connections = '200';   -- then restart the server" },
    { free: offer.freeOfRole, mend: `ALTER ROLE ${identifier(offer.role)} CONNECTION LIMIT -1;` },
    { free: offer.freeOfDatabase, mend: `ALTER DATABASE ${identifier(offer.database)} CONNECTION LIMIT -1;` },
  ].map(({ free, mend }) => ({ free: free ?? Infinity, mend }));
  const free = Math.max(0, Math.min(...limits.map(limit => limit.free)));
  const tight = limits.filter(limit => limit.free < wanted);
  const fewer = free > 0 ? [`-- or run with --connections ${free}`] : [];
  return {
    what: 'connections',
    status: tight.length === 0 ? 'fine' : 'fails',
    found: `${free} free, a run needs ${wanted} more than this one`,
    mend: tight.length === 0 ? [] : [...tight.map(limit => limit.mend), ...fewer],
  };
}
