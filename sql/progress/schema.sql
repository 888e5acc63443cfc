-- Where the single steps keep how far they came: apart from the model's tables and outside every publication for tables.
CREATE SCHEMA IF NOT EXISTS alimentador;
