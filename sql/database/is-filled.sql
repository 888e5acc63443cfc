-- Whether a table holds any row.
SELECT EXISTS (SELECT FROM {table}) AS filled;
