-- What a server offers the user of this session: rights, settings, and what is left of what it has a fixed number of.
WITH me AS (SELECT * FROM pg_roles WHERE rolname = current_user),
     here AS (SELECT * FROM pg_database WHERE datname = current_database()),
     place AS (SELECT oid FROM pg_namespace WHERE nspname = $1),
     sessions AS (SELECT usesysid, datid FROM pg_stat_activity WHERE backend_type = 'client backend')
SELECT current_user AS role,
       current_database() AS database,
       current_setting('server_version') AS version,
       current_setting('server_version_num')::int AS "versionNumber",
       pg_is_in_recovery() AS "isStandby",
       (SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl) AS "tlsVersion",
       inet_server_addr() IS NULL OR host(inet_server_addr()) IN ('127.0.0.1', '::1') AS "isLocal",
       current_setting('wal_level') AS "walLevel",
       (SELECT rolsuper FROM me) AS superuser,
       (SELECT rolreplication FROM me)
         OR EXISTS (SELECT FROM pg_roles r WHERE r.rolname IN ('rds_replication', 'cloudsqlreplica') AND pg_has_role(current_user, r.oid, 'member'))
         AS replication,
       EXISTS (SELECT FROM place) AS "schemaExists",
       coalesce((SELECT has_schema_privilege(oid, 'CREATE') AND has_schema_privilege(oid, 'USAGE') FROM place), false)
         AS "mayCreateTables",
       has_database_privilege(current_database(), 'CREATE') AS "mayCreateInDatabase",
       has_database_privilege(current_database(), 'TEMPORARY') AS "mayCreateTemporary",
       current_setting('max_connections')::int
         - CASE WHEN (SELECT rolsuper FROM me) THEN 0 ELSE current_setting('superuser_reserved_connections')::int END
         - CASE WHEN (SELECT rolsuper FROM me) THEN 0 ELSE coalesce(current_setting('reserved_connections', true), '0')::int END
         - (SELECT count(*) FROM sessions)::int AS "freeConnections",
       (SELECT nullif(rolconnlimit, -1) - (SELECT count(*) FROM sessions WHERE usesysid = me.oid)::int FROM me)
         AS "freeOfRole",
       (SELECT nullif(datconnlimit, -1) - (SELECT count(*) FROM sessions WHERE datid = here.oid)::int FROM here)
         AS "freeOfDatabase",
       current_setting('max_replication_slots')::int - (SELECT count(*) FROM pg_replication_slots)::int AS "freeSlots",
       current_setting('max_wal_senders')::int - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'walsender')::int AS "freeSenders";
