-- The bundled `hospital` model's tables: keys, constraints, indexes, triggers and the publication that connectors read.
--
-- Names are unqualified: whoever runs this sets search_path and guarantees an empty place, so nothing here is
-- IF NOT EXISTS or OR REPLACE and an unexpected leftover is an error. The columns' values are declared in
-- scenarios/models/hospital.yaml. created_at and updated_at are the server's: filled by default and trigger,
-- in the session's time zone because they are TIMESTAMP (the tool's sessions run in UTC).

CREATE FUNCTION alimentador_touch_updated_at() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  NEW.updated_at = now();
  RETURN NEW;
END
$$;

-- Tables, parents first.

CREATE TABLE medicos (
  id            BIGSERIAL PRIMARY KEY,
  nome          VARCHAR(150) NOT NULL,
  crm           VARCHAR(20) UNIQUE NOT NULL,
  especialidade VARCHAR(60) NOT NULL,
  telefone      VARCHAR(40),
  created_at    TIMESTAMP NOT NULL DEFAULT now(),
  updated_at    TIMESTAMP NOT NULL DEFAULT now()
);

CREATE TABLE convenios (
  id         BIGSERIAL PRIMARY KEY,
  nome       VARCHAR(100) NOT NULL,
  cnpj       VARCHAR(20) UNIQUE NOT NULL,
  telefone   VARCHAR(40),
  created_at TIMESTAMP NOT NULL DEFAULT now(),
  updated_at TIMESTAMP NOT NULL DEFAULT now()
);

CREATE TABLE pacientes (
  id            BIGSERIAL PRIMARY KEY,
  nome          VARCHAR(150) NOT NULL,
  nascimento    DATE NOT NULL,
  cpf           VARCHAR(20) UNIQUE NOT NULL,
  telefone      VARCHAR(20),
  endereco      VARCHAR(200),
  data_cadastro TIMESTAMP NOT NULL DEFAULT now(),
  created_at    TIMESTAMP NOT NULL DEFAULT now(),
  updated_at    TIMESTAMP NOT NULL DEFAULT now()
);

CREATE TABLE pacientes_convenios (
  id                 BIGSERIAL PRIMARY KEY,
  paciente_id        BIGINT NOT NULL REFERENCES pacientes (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  convenio_id        BIGINT NOT NULL REFERENCES convenios (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  numero_carteirinha VARCHAR(20),
  validade           DATE,
  created_at         TIMESTAMP NOT NULL DEFAULT now(),
  updated_at         TIMESTAMP NOT NULL DEFAULT now(),
  UNIQUE (paciente_id, convenio_id)
);

CREATE TABLE consultas (
  id          BIGSERIAL PRIMARY KEY,
  paciente_id BIGINT NOT NULL REFERENCES pacientes (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  medico_id   BIGINT NOT NULL REFERENCES medicos (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  status      VARCHAR(20) NOT NULL CHECK (status IN ('agendada', 'confirmada', 'realizada', 'cancelada')),
  data_hora   TIMESTAMP NOT NULL,
  motivo      VARCHAR(100),
  created_at  TIMESTAMP NOT NULL DEFAULT now(),
  updated_at  TIMESTAMP NOT NULL DEFAULT now()
);

CREATE TABLE exames (
  id             BIGSERIAL PRIMARY KEY,
  paciente_id    BIGINT NOT NULL REFERENCES pacientes (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  medico_id      BIGINT NOT NULL REFERENCES medicos (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  tipo           VARCHAR(60) NOT NULL,
  data_exame     TIMESTAMP NOT NULL,
  resultado      TEXT NULL,
  data_resultado TIMESTAMP NULL,
  created_at     TIMESTAMP NOT NULL DEFAULT now(),
  updated_at     TIMESTAMP NOT NULL DEFAULT now()
);

CREATE TABLE internacoes (
  id            BIGSERIAL PRIMARY KEY,
  paciente_id   BIGINT NOT NULL REFERENCES pacientes (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  medico_id     BIGINT NOT NULL REFERENCES medicos (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  quarto        INTEGER NOT NULL,
  diagnostico   VARCHAR(100) NOT NULL,
  data_admissao TIMESTAMP NOT NULL,
  data_alta     TIMESTAMP NULL,
  created_at    TIMESTAMP NOT NULL DEFAULT now(),
  updated_at    TIMESTAMP NOT NULL DEFAULT now()
);

-- Indexes. The UNIQUE constraint on cpf already has an index of its own; this one stays beside it because the system
-- that this model comes from had it under this name, and its write cost is part of the workload.
CREATE INDEX idx_pacientes_cpf ON pacientes (cpf);

-- One for each foreign key, but for pacientes_convenios.paciente_id, which leads the unique index.
CREATE INDEX idx_pacientes_convenios_convenio_id ON pacientes_convenios (convenio_id);
CREATE INDEX idx_consultas_paciente_id ON consultas (paciente_id);
CREATE INDEX idx_consultas_medico_id ON consultas (medico_id);
CREATE INDEX idx_exames_paciente_id ON exames (paciente_id);
CREATE INDEX idx_exames_medico_id ON exames (medico_id);
CREATE INDEX idx_internacoes_paciente_id ON internacoes (paciente_id);
CREATE INDEX idx_internacoes_medico_id ON internacoes (medico_id);

-- updated_at follows every update.

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON medicos
  FOR EACH ROW EXECUTE FUNCTION alimentador_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON convenios
  FOR EACH ROW EXECUTE FUNCTION alimentador_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON pacientes
  FOR EACH ROW EXECUTE FUNCTION alimentador_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON pacientes_convenios
  FOR EACH ROW EXECUTE FUNCTION alimentador_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON consultas
  FOR EACH ROW EXECUTE FUNCTION alimentador_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON exames
  FOR EACH ROW EXECUTE FUNCTION alimentador_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON internacoes
  FOR EACH ROW EXECUTE FUNCTION alimentador_touch_updated_at();

-- The publication is the database's, so its name says which schema it is for; only public needs no word.
DO $$
BEGIN
  EXECUTE format(
    'CREATE PUBLICATION %I FOR TABLE medicos, pacientes, convenios, consultas, exames, internacoes, pacientes_convenios',
    CASE current_schema() WHEN 'public' THEN 'alimentador_pub' ELSE 'alimentador_pub_' || current_schema() END);
END
$$;
