-- End of all that is written, as a reader confirms it. Directly behind the header of a page (24 bytes, 40 where a segment
-- begins) no record stands yet: for a reader that is the end of the page before.
SELECT (at - CASE WHEN at % page IN (24, 40) THEN at % page ELSE 0 END)::float8 AS "endLsn"
FROM (SELECT pg_current_wal_insert_lsn() - '0/0' AS at, current_setting('wal_block_size')::int AS page) AS written;
