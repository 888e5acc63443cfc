-- All columns of the model's tables with their types, and whether an old image tells them: what connectors deliver of a row.
SELECT c.relname AS "table", a.attname AS name, t.typname AS type, a.atttypmod AS modifier, c.relreplident = 'f' AS "isFull",
       c.relreplident = 'f' OR EXISTS (
         SELECT FROM pg_index i
         WHERE i.indrelid = c.oid AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
           AND (c.relreplident = 'd' AND i.indisprimary OR c.relreplident = 'i' AND i.indisreplident)) AS "inIdentity"
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND c.relname = ANY ($2::name[]) AND a.attgenerated = ''
ORDER BY c.relname, a.attnum;
