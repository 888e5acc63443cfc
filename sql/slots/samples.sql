-- Every slot of the server: what each holds back of the log, and how far its reader has confirmed.
SELECT slot_name AS name, slot_type AS type, plugin, database, active, active_pid AS "activePid", wal_status AS "walStatus",
       (now_lsn - restart_lsn)::float8 AS "retainedBytes",
       (now_lsn - confirmed_flush_lsn)::float8 AS "confirmedBytesBehind"
FROM pg_replication_slots,
     (SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END AS now_lsn) AS wal
ORDER BY slot_name;
