-- Which database of which server this is: the same in every session of it, whatever the address was.
SELECT (SELECT system_identifier FROM pg_control_system())::text || ' ' || current_database() AS identity;
