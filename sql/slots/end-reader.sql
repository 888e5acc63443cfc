-- Ends whoever reads a slot of the tool, which cannot be dropped before, and waits until that is done.
SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE slot_name = $1 AND active_pid IS NOT NULL;
