-- The server's clock in microseconds since 1970, as text: what lags are measured against.
SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint::text AS us;
