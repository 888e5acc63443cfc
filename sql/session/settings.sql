-- Settings under which every session of a run talks to the server, so that a value has one text everywhere (design 5.6).
SELECT set_config(name, value, false) FROM unnest($1::text[], $2::text[]) AS setting(name, value);
