-- CREATE SCHEMA IF NOT EXISTS asks for a right on the database even where the schema is there, so this is asked first.
SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1) AS exists;
