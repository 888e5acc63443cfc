-- What a server offers the user of this session: rights, settings, and what is left of what it has a fixed number of.
SELECT current_user AS role,
       current_database() AS database,
       current_setting('server_version') AS version,
       current_setting('server_version_num')::int AS "versionNumber",
       current_setting('wal_level') AS "walLevel",
       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser,
       (SELECT rolreplication FROM pg_roles WHERE rolname = current_user)
         OR EXISTS (SELECT FROM pg_roles r WHERE r.rolname IN ('rds_replication', 'cloudsqlreplica') AND pg_has_role(current_user, r.oid, 'member'))
         AS replication,
       to_regnamespace($1) IS NOT NULL AS "schemaExists",
       coalesce(has_schema_privilege(to_regnamespace($1), 'CREATE'), false) AS "mayCreateTables",
       has_database_privilege(current_database(), 'CREATE') AS "mayCreatePublications",
       has_database_privilege(current_database(), 'TEMPORARY') AS "mayCreateTemporary",
       current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
         - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')::int AS "freeConnections",
       current_setting('max_replication_slots')::int - (SELECT count(*) FROM pg_replication_slots)::int AS "freeSlots",
       current_setting('max_wal_senders')::int - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'walsender')::int AS "freeSenders";
