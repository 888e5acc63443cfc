import { identifier } from '../sql-text.ts';
import type { Diagnosis, Needs } from './diagnosis.ts';
import type { ServerOffer } from './server-offer.ts';

/** What the role may make, and what it would have to own. */
export function rights(offer: ServerOffer, { schema }: Needs): Diagnosis[] {
  const role = identifier(offer.role);
  const onDatabase = (right: string): string => `GRANT ${right} ON DATABASE ${identifier(offer.database)} TO ${role};`;
  const right = (what: string, has: boolean, mend: string): Diagnosis => {
    const found = `${offer.role} ${has ? 'may' : 'may not'}`;
    return { what, status: has ? 'fine' : 'fails', found, mend: has ? [] : [mend] };
  };
  const onSchema = `GRANT CREATE, USAGE ON SCHEMA ${identifier(schema)} TO ${role};`;
  return [
    offer.schemaExists
      ? right(`create tables in schema ${schema}`, offer.mayCreateTables, onSchema)
      : right(`create schema ${schema}`, offer.mayCreateInDatabase, onDatabase('CREATE')),
    right('create publications', offer.mayCreateInDatabase, onDatabase('CREATE')),
    right('create temporary tables', offer.mayCreateTemporary, onDatabase('TEMPORARY')),
    ownership(offer),
  ];
}

function ownership({ role, foreignObjects }: ServerOffer): Diagnosis {
  const what = 'own the tables of the model';
  if (foreignObjects.length === 0) {
    return { what, status: 'fine', found: 'none stands that belongs to somebody else', mend: [] };
  }
  const owners = foreignObjects.map(({ identity, owner }) => `${identity} (${owner})`).join(', ');
  const mend = foreignObjects.map(({ type, identity }) => `ALTER ${type} ${identity} OWNER TO ${identifier(role)};`);
  return { what, status: 'fails', found: `somebody else owns ${owners}`, mend };
}
