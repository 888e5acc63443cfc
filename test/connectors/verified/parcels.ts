import type { ModelSketch } from '../../helpers/scenarios.ts';

/** Tables of the model, and the publication that its DDL makes. */
export const parcelsTables = ['parcels', 'shelves'] as const;
export const parcelsPublication = 'alimentador_parcels_pub';

const ddl = `
CREATE TABLE parcels (
  id BIGSERIAL PRIMARY KEY,
  label VARCHAR(120) NOT NULL,
  weight NUMERIC(10,3) NOT NULL,
  state VARCHAR(20) NOT NULL,
  fragile BOOLEAN NOT NULL,
  contents JSONB NOT NULL,
  seal BYTEA,
  due DATE NOT NULL,
  note TEXT,
  posted_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE shelves (id UUID PRIMARY KEY, place TEXT NOT NULL, room INTEGER NOT NULL);
CREATE PUBLICATION ${parcelsPublication} FOR TABLE parcels, shelves;
`;

const label = { faker: 'person.fullName', max: 120 };

/**
 * A model in which a third of the changes are inserts, a third updates and a third deletes, over a serial and a UUID
 * key, in transactions of one statement and of several.
 */
export function parcels(): ModelSketch {
  return {
    ddl,
    model: {
      version: 1,
      name: 'parcels',
      everyTable: { key: 'id', serverColumns: [] },
      tables: {
        parcels: {
          rows: 600,
          columns: {
            label,
            weight: { decimal: { from: 0.1, to: 900, scale: 3 } },
            state: { oneOf: { packed: 50, moving: 50 } },
            fragile: { bool: '20%' },
            contents: { json: { pieces: { int: { from: 1, to: 9 } }, by: label } },
            seal: { bytes: { length: 12 }, nulls: '50%' },
            due: { date: { from: '-1y', to: '-1d' } },
            note: { text: { length: { from: 10, to: 300 } }, nulls: '50%' },
            posted_at: { timestamp: { from: '-52w', to: '-10d' } },
          },
        },
        shelves: {
          rows: 300,
          key: { uuid: 'id' },
          columns: { place: label, room: { int: { from: 0, to: 1_000_000 } } },
        },
      },
      events: {
        pack: { weight: 24, insert: 'parcels' },
        move: { weight: 20, update: 'parcels', redraw: ['weight', 'contents', 'seal', 'due', 'note'], pick: 2 },
        deliver: { weight: 27, delete: 'parcels' },
        repack: { weight: 4, steps: [{ insert: 'parcels' }, { update: 'parcels', row: 1, redraw: ['weight'] }] },
        build: { weight: 9, insert: 'shelves' },
        clear: { weight: 10, update: 'shelves', redraw: ['place', 'room'] },
        tearDown: { weight: 9, delete: 'shelves' },
      },
    },
  };
}
