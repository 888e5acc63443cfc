-- Rows of a table whose key is the row number, in that order: row number, whether changed after creation, texts.
COPY (SELECT {key}, {changed}, {columns} FROM {table} ORDER BY {key}) TO STDOUT;
