-- Tables that subscriptions of this database feed, with the slot of each; ready once the first copy of their rows is over.
SELECT c.relname AS "table", s.subslotname AS slot, r.srsubstate = 'r' AS "isReady"
FROM pg_subscription_rel r
JOIN pg_subscription s ON s.oid = r.srsubid
JOIN pg_class c ON c.oid = r.srrelid
WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND c.relname = ANY ($2::name[]);
