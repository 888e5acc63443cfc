-- Whether somebody reads a slot: a connector that does is ready to deliver.
SELECT active AS "hasReader" FROM pg_replication_slots WHERE slot_name = $1;
