-- How many rows a table holds now, for `counts`; as text, since bigint exceeds what JSON numbers of clients hold.
SELECT count(*)::text AS rows FROM {table};
