-- Keys are written explicitly, so the sequence behind a serial key is set behind them. Tables without one are left alone.
SELECT setval(sequence::regclass, greatest($3::bigint, 1), $3::bigint > 0)
FROM pg_get_serial_sequence($1, $2) AS sequence WHERE sequence IS NOT NULL;
