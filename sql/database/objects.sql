-- Everything in the schema (and the publications of the database) that a model's DDL may make, with its comment: the tool
-- marks what it made, and drops nothing else. Indexes, triggers, constraints and serial sequences go with their tables.
WITH objects AS (
  SELECT 'pg_class'::regclass AS classid, c.oid, c.relnamespace AS namespace
  FROM pg_class c
  WHERE c.relkind IN ('r', 'p', 'v', 'm')
     OR c.relkind = 'S' AND NOT EXISTS (
          SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i'))
  UNION ALL
  SELECT 'pg_proc'::regclass, p.oid, p.pronamespace FROM pg_proc p
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, t.typnamespace FROM pg_type t
  WHERE t.typtype IN ('e', 'd') OR t.typtype = 'c' AND EXISTS (
          SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')
)
SELECT o.classid::regclass::text AS catalogue, i.type, i.identity, i.name, obj_description(o.oid, o.classid::regclass::name) AS comment
FROM objects o, LATERAL pg_identify_object(o.classid, o.oid, 0) AS i
WHERE o.namespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = o.classid AND d.objid = o.oid AND d.deptype = 'e')
UNION ALL
SELECT 'pg_publication', 'publication', quote_ident(p.pubname), p.pubname, obj_description(p.oid, 'pg_publication')
FROM pg_publication p
ORDER BY 1, 2, 3;
