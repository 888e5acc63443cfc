-- Empties the tool's own tables together, so that foreign keys between them do not matter and a live publication survives.
TRUNCATE {tables} RESTART IDENTITY;
