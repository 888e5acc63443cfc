-- The tables were made anew or emptied, so no step can go on from here.
DELETE FROM alimentador.progress WHERE pg_schema = $1;
