-- The server's clock in milliseconds since 1970, for its offset against ours.
SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms;
