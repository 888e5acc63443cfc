-- What a run has to own and somebody else does: tables of the model ($2) in the schema ($1), and what an earlier run made
-- beside them ($3 is how its comments begin). With their schema, as whoever mends it may have another search_path.
SELECT 'TABLE' AS type, format('%I.%I', n.nspname, c.relname) AS identity, pg_get_userbyid(c.relowner) AS owner
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = $1 AND c.relname = ANY ($2::name[]) AND c.relkind IN ('r', 'p') AND NOT pg_has_role(c.relowner, 'USAGE')
UNION ALL
SELECT 'FUNCTION', format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), pg_get_userbyid(p.proowner)
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = $1 AND starts_with(obj_description(p.oid, 'pg_proc'), $3) AND NOT pg_has_role(p.proowner, 'USAGE')
UNION ALL
SELECT 'PUBLICATION', quote_ident(p.pubname), pg_get_userbyid(p.pubowner)
FROM pg_publication p
WHERE NOT pg_has_role(p.pubowner, 'USAGE') AND starts_with(obj_description(p.oid, 'pg_publication'), $3)
  AND EXISTS (SELECT FROM pg_publication_tables t WHERE t.pubname = p.pubname AND t.schemaname = $1 AND t.tablename = ANY ($2::name[]))
ORDER BY 1 DESC, 2;
