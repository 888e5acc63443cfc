-- How far the readers of some slots of this database have confirmed.
SELECT slot_name AS name, (confirmed_flush_lsn - '0/0')::float8 AS "confirmedLsn"
FROM pg_replication_slots
WHERE slot_name = ANY ($1::name[]) AND database = current_database() AND confirmed_flush_lsn IS NOT NULL;
