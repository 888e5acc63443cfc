-- A publication for the time of a run, where the model's DDL makes none. A partitioned table is told under its own name.
CREATE PUBLICATION {publication} FOR TABLE {tables} WITH (publish_via_partition_root = true);
