-- Each second: as most of the time nothing new failed to commit, that list is left alone.
UPDATE alimentador.progress SET progress = $2, not_committed = not_committed || $3::bigint[], written_at = now() WHERE pg_schema = $1;
