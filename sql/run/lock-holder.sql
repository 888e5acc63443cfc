-- Who holds the lock of lock.sql, to name it in the error. pg_locks shows the number of the lock without its sign.
SELECT a.pid, a.application_name, a.client_addr::text, a.backend_start::text
FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.classid = 1095911753 AND l.objsubid = 2 AND l.granted
  AND l.objid::bigint = hashtext($1)::bigint & 4294967295
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database());
