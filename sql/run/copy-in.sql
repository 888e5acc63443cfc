-- Bulk load of one table: the seed phase, and predicted rows for the state check.
COPY {table} ({columns}) FROM STDIN;
