-- The tables of the model lending.yaml. It is run in an empty place, so nothing here is IF NOT EXISTS. Keys are written
-- by the tool, row n with the key n, and the sequences are set afterwards.

CREATE FUNCTION lending_touch_updated_at() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  NEW.updated_at = now();
  RETURN NEW;
END
$$;

-- Parents first.

CREATE TABLE members (
  id          BIGSERIAL PRIMARY KEY,
  card_number VARCHAR(20) UNIQUE NOT NULL,
  full_name   VARCHAR(120) NOT NULL,
  email       VARCHAR(120) NOT NULL,
  phone       VARCHAR(40),
  newsletter  BOOLEAN NOT NULL,
  joined_on   DATE NOT NULL,
  created_at  TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at  TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE books (
  id         BIGSERIAL PRIMARY KEY,
  title      VARCHAR(200) NOT NULL,
  author     VARCHAR(120) NOT NULL,
  genre      VARCHAR(20) NOT NULL,
  price      NUMERIC(8,2) NOT NULL CHECK (price > 0),
  copies     INTEGER NOT NULL,
  summary    TEXT,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE loans (
  id          BIGSERIAL PRIMARY KEY,
  member_id   BIGINT NOT NULL REFERENCES members (id) ON DELETE RESTRICT,
  book_id     BIGINT NOT NULL REFERENCES books (id) ON DELETE RESTRICT,
  status      VARCHAR(10) NOT NULL CHECK (status IN ('lent', 'overdue', 'returned')),
  lent_at     TIMESTAMPTZ NOT NULL,
  due_at      TIMESTAMPTZ NOT NULL,
  returned_at TIMESTAMPTZ,
  created_at  TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at  TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX idx_loans_member_id ON loans (member_id);
CREATE INDEX idx_loans_book_id ON loans (book_id);

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON members
  FOR EACH ROW EXECUTE FUNCTION lending_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON books
  FOR EACH ROW EXECUTE FUNCTION lending_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON loans
  FOR EACH ROW EXECUTE FUNCTION lending_touch_updated_at();

-- What a change-data-capture connector reads.
CREATE PUBLICATION lending_pub FOR TABLE members, books, loans;
