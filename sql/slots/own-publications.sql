-- Publications that the tool made for a run's slot and that have no slot any more.
SELECT pubname AS name FROM pg_publication p
WHERE obj_description(p.oid, 'pg_publication') = $1
  AND NOT EXISTS (SELECT FROM pg_replication_slots s WHERE s.slot_name = p.pubname)
ORDER BY pubname;
