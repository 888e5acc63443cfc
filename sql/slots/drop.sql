-- Drops a slot of the tool; a slot that is gone already is no error.
SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1;
