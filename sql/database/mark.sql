-- Marks an object as made by the tool, with the model and the digest of its DDL.
COMMENT ON {type} {object} IS {comment};
