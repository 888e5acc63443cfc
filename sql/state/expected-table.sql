-- Predicted rows, typed as the real table's columns are, so that the server itself writes their canonical text.
CREATE TEMPORARY TABLE {expected} ON COMMIT DROP AS SELECT 0::bigint AS "#row", {columns} FROM {table} WITH NO DATA;
