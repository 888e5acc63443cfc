-- Makes the tool's replication slot; what commits from its consistent point on will be told.
SELECT (lsn - '0/0')::float8 AS "consistentLsn" FROM pg_create_logical_replication_slot($1, 'pgoutput');
