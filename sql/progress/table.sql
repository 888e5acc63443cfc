-- One row for each schema that holds a model's tables.
CREATE TABLE IF NOT EXISTS alimentador.progress (
  pg_schema text PRIMARY KEY,
  progress jsonb NOT NULL,
  not_committed bigint[] NOT NULL DEFAULT '{}',
  written_at timestamptz NOT NULL DEFAULT now()
);
