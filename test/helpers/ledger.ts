import type { ModelSketch } from './scenarios.ts';

const tables = `
CREATE FUNCTION ledger_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at = now();
  RETURN NEW;
END
$$;
CREATE TABLE accounts (
  id BIGSERIAL PRIMARY KEY,
  owner TEXT NOT NULL,
  balance INTEGER NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE TABLE entries (
  id BIGSERIAL PRIMARY KEY,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  amount INTEGER NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE TRIGGER touch BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION ledger_touch();
CREATE TRIGGER touch BEFORE UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION ledger_touch();
`;

/** Events of the ledger by name. */
export const ledgerEvents = {
  open: { weight: 2, insert: 'accounts' },
  book: { weight: 4, insert: 'entries' },
  correct: { weight: 3, update: 'entries', redraw: ['amount'] },
  rename: { weight: 1, update: 'accounts', redraw: ['owner', 'balance'], pick: 1 },
};

/**
 * A model of two tables, small enough to break on purpose.
 * @param changes events instead of the usual ones, more DDL, another name
 */
export function ledger(changes: { events?: object; ddl?: string; name?: string } = {}): ModelSketch {
  const { events = ledgerEvents, ddl = '', name = 'ledger' } = changes;
  const amount = { int: { from: 1, to: 1_000 } };
  return {
    ddl: `${tables}${ddl}`,
    model: {
      version: 1,
      name,
      everyTable: { key: 'id', serverColumns: ['created_at', 'updated_at'] },
      tables: {
        accounts: { rows: 20, columns: { owner: { faker: 'person.fullName' }, balance: amount } },
        entries: { rows: 40, columns: { account_id: { ref: 'accounts' }, amount } },
      },
      events,
    },
  };
}
