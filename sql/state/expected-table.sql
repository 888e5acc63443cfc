-- Predicted rows, typed as the run's own tables are, so that the server itself writes their canonical text.
CREATE TEMPORARY TABLE {expected} ("#row" bigint, {columns}) ON COMMIT DROP;
