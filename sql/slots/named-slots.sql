-- Slots whose names begin like the tool's, to find those that killed runs left behind.
SELECT slot_name AS name, plugin, database = current_database() AS "isHere", database, active
FROM pg_replication_slots
WHERE starts_with(slot_name, 'alimentador_') AND NOT temporary
ORDER BY slot_name;
