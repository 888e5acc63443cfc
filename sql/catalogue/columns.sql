-- Columns of the given tables of a schema as the server knows them.
SELECT c.relname AS "table", a.attname AS "column", t.typname AS type, a.atttypmod AS modifier,
       format_type(a.atttypid, a.atttypmod) AS "formattedType",
       a.attgenerated <> '' AS generated, a.attidentity AS identity, a.atthasdef OR a.attidentity <> '' AS "hasDefault",
       a.attnotnull AS "notNull"
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND c.relname = ANY ($2::name[]) AND c.relkind IN ('r', 'p')
ORDER BY c.relname, a.attnum;
