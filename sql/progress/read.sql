-- How far the steps came in a schema.
SELECT progress, not_committed::text[] AS not_committed FROM alimentador.progress WHERE pg_schema = $1;
