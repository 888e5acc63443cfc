-- Predicted rows as the server prints them, in the order of row number.
COPY (SELECT "#row", {columns} FROM {expected} ORDER BY "#row") TO STDOUT;
