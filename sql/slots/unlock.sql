-- Lets go of the lock of lock.sql.
SELECT pg_advisory_unlock(1095911754, hashtext($1));
