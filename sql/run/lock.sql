-- One run at a time on a database: a session advisory lock that goes away with its holder.
SELECT pg_try_advisory_lock(1095911753, 1) AS locked;
