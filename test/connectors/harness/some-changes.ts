import type { SourceDatabase } from './source-database.ts';

/** What an event says, as far as a smoke test looks. */
export interface SeenChange {
  readonly op: string;
  readonly id: number;
  /** Null for a delete. */
  readonly nome: string | null;
}

/** Writes to `medicos`: three inserts, an update and a delete, in five transactions. */
export async function writeSomeChanges(source: SourceDatabase): Promise<void> {
  for (const id of [1, 2, 3]) {
    await source.ask(`INSERT INTO medicos (nome, crm, especialidade) VALUES ('Ana ${id}', 'CRM ${id}', 'Clínica')`);
  }
  await source.ask("UPDATE medicos SET nome = 'Inês' WHERE id = 2");
  await source.ask('DELETE FROM medicos WHERE id = 3');
}

export const someChanges: readonly SeenChange[] = [
  { op: 'c', id: 1, nome: 'Ana 1' },
  { op: 'c', id: 2, nome: 'Ana 2' },
  { op: 'c', id: 3, nome: 'Ana 3' },
  { op: 'u', id: 2, nome: 'Inês' },
  { op: 'd', id: 3, nome: null },
];

/** The change that a Debezium event (its value as JSON, without schema) tells of; none in a heartbeat or tombstone. */
export function seenChanges(values: readonly (string | null)[]): SeenChange[] {
  return values.flatMap(value => {
    const event = value?.startsWith('{') === true ? (JSON.parse(value) as Envelope) : {};
    const row = event.after ?? event.before;
    return event.op === undefined || row == null ? [] : [{ op: event.op, id: row.id, nome: event.after?.nome ?? null }];
  });
}

interface Envelope {
  readonly op?: string;
  readonly before?: Row | null;
  readonly after?: Row | null;
}

interface Row {
  readonly id: number;
  readonly nome: string;
}
