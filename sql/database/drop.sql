-- Drops an object that the tool marked as its own.
DROP {type} IF EXISTS {object} CASCADE;
