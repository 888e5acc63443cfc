-- Where the log stands: what is found below this position is not of this run.
SELECT (pg_current_wal_insert_lsn() - '0/0')::float8 AS "insertLsn";
