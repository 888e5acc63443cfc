-- A check may not take for ever.
SELECT set_config('statement_timeout', $1, true);
