-- Version and settings that a report needs so that two of them can be compared.
SELECT name, setting FROM pg_settings
WHERE name IN ('server_version', 'server_version_num', 'wal_level', 'synchronous_commit', 'fsync', 'full_page_writes',
               'shared_buffers', 'max_wal_size', 'max_connections', 'max_replication_slots', 'max_wal_senders',
               'autovacuum', 'server_encoding', 'lc_collate', 'commit_delay', 'wal_buffers')
ORDER BY name;
