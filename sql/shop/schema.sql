-- The bundled `shop` model's tables: keys, constraints, indexes, triggers and the publication that connectors read.
--
-- A second model with what `hospital` lacks: a UUID key, a composite key without id, a table without server columns,
-- a generated column, and JSONB, BYTEA, NUMERIC, BOOLEAN and TIMESTAMPTZ values. Names are unqualified: whoever runs
-- this sets search_path and guarantees an empty place, so nothing here is IF NOT EXISTS or OR REPLACE. The columns'
-- values are declared in scenarios/models/shop.yaml; created_at, updated_at and price_with_tax are the server's.

CREATE FUNCTION alimentador_shop_touch_updated_at() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  NEW.updated_at = now();
  RETURN NEW;
END
$$;

-- Tables, parents first.

CREATE TABLE customers (
  id             UUID PRIMARY KEY,
  email          VARCHAR(120) NOT NULL,
  full_name      VARCHAR(120) NOT NULL,
  newsletter     BOOLEAN NOT NULL,
  preferences    JSONB NOT NULL,
  loyalty_points INTEGER NOT NULL DEFAULT 0,
  referral_token UUID NOT NULL,
  created_at     TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at     TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE products (
  id             BIGSERIAL PRIMARY KEY,
  sku            CHAR(12) UNIQUE NOT NULL,
  name           VARCHAR(120) NOT NULL,
  price          NUMERIC(10,2) NOT NULL CHECK (price > 0),
  price_with_tax NUMERIC(12,2) GENERATED ALWAYS AS (round(price * 1.23, 2)) STORED,
  description    TEXT,
  thumbnail      BYTEA,
  stock          INTEGER NOT NULL,
  discontinued   BOOLEAN NOT NULL DEFAULT false,
  created_at     TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at     TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE orders (
  id            BIGSERIAL PRIMARY KEY,
  customer_id   UUID NOT NULL REFERENCES customers (id) ON DELETE RESTRICT,
  status        VARCHAR(20) NOT NULL CHECK (status IN ('cart', 'placed', 'paid', 'shipped', 'cancelled')),
  placed_at     TIMESTAMPTZ NOT NULL,
  paid_at       TIMESTAMPTZ NULL,
  shipping_note TEXT NULL,
  total         NUMERIC(12,2) NOT NULL,
  created_at    TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at    TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- The range of rating is left to checks/: there it is a finding, here it would be a rejection.
CREATE TABLE favourites (
  customer_id UUID NOT NULL REFERENCES customers (id) ON DELETE RESTRICT,
  product_id  BIGINT NOT NULL REFERENCES products (id) ON DELETE RESTRICT,
  note        VARCHAR(200),
  rating      SMALLINT NOT NULL,
  added_on    DATE NOT NULL,
  PRIMARY KEY (customer_id, product_id)
);

-- One index for each foreign key, but for favourites.customer_id, which leads the primary key.
CREATE INDEX idx_orders_customer_id ON orders (customer_id);
CREATE INDEX idx_favourites_product_id ON favourites (product_id);

-- updated_at follows every update; favourites has none.

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON customers
  FOR EACH ROW EXECUTE FUNCTION alimentador_shop_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON products
  FOR EACH ROW EXECUTE FUNCTION alimentador_shop_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON orders
  FOR EACH ROW EXECUTE FUNCTION alimentador_shop_touch_updated_at();

-- The publication is the database's, so its name says which schema it is for; only public needs no word.
DO $$
BEGIN
  EXECUTE format(
    'CREATE PUBLICATION %I FOR TABLE customers, products, orders, favourites',
    CASE current_schema() WHEN 'public' THEN 'alimentador_shop_pub' ELSE 'alimentador_shop_pub_' || current_schema() END);
END
$$;
