-- Rows of a table in the order of the predicted rows with the same key; others last, by the text of their key in C order.
COPY (SELECT e."#row", {changed}, {columns} FROM {table} t LEFT JOIN {expected} e ON {join}
      ORDER BY e."#row" NULLS LAST, {key_text} COLLATE "C") TO STDOUT;
