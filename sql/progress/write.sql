-- What the steps know of a schema from the beginning, or after a stream has ended: all of it anew.
INSERT INTO alimentador.progress (pg_schema, progress, not_committed) VALUES ($1, $2, $3)
ON CONFLICT (pg_schema) DO UPDATE SET progress = excluded.progress, not_committed = excluded.not_committed, written_at = now();
