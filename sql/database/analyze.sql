-- Planner statistics after the bulk load, so that the first checks and foreign keys are not planned for empty tables.
ANALYZE {table};
