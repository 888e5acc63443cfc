-- Most databases never saw a single step, so the table need not be there.
SELECT to_regclass('alimentador.progress') IS NOT NULL AS exists;
