-- One run at a time in a schema: a session advisory lock that goes away with its holder. Locks are the database's own, and
-- the schema may not be there yet, so its name decides: hashes that clash only make one run wait for another.
SELECT pg_try_advisory_lock(1095911753, hashtext($1)) AS locked;
