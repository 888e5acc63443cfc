-- The schema for a model's tables where the scenario names one that is not there.
CREATE SCHEMA {schema};
