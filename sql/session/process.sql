-- The server process that answers: two sessions never share one, unless a pooler stands in between.
SELECT pg_backend_pid() AS pid;
