-- Publications that tell every insert, update and delete of all the tables whole: no row filter, no column left out. The row
-- as JSON stands in for the columns that pg_publication_tables has from PostgreSQL 15 on only.
SELECT p.pubname AS name
FROM pg_publication p
WHERE p.pubinsert AND p.pubupdate AND p.pubdelete
  AND (SELECT count(*) FROM pg_publication_tables t, LATERAL to_jsonb(t) AS said
       WHERE t.pubname = p.pubname AND t.schemaname = $1 AND t.tablename = ANY ($2::text[])
         AND coalesce(said ->> 'rowfilter', '') = ''
         AND (said -> 'attnames' IS NULL OR NOT EXISTS (
                SELECT FROM pg_attribute a
                WHERE a.attrelid = format('%I.%I', t.schemaname, t.tablename)::regclass
                  AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND NOT said -> 'attnames' ? a.attname::text)))
      = cardinality($2::text[])
ORDER BY p.puballtables, p.pubname
LIMIT 1;
