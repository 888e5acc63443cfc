-- Replication slots that nobody reads and that hold back WAL, which fills the disk of the server in the end.
SELECT slot_name AS name, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::float8 AS "retainedBytes"
FROM pg_replication_slots
WHERE NOT active AND restart_lsn IS NOT NULL AND NOT pg_is_in_recovery()
ORDER BY 2 DESC;
