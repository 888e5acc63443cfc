-- Held by the session that owns a slot, so that others can tell a slot in use from one that a killed run left behind.
SELECT pg_try_advisory_lock(1095911754, hashtext($1)) AS locked;
