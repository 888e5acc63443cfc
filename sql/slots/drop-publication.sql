-- Drops the publication of create-publication.sql.
DROP PUBLICATION IF EXISTS {publication};
