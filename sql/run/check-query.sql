-- The check's query behind a cursor, so that no more rows are made than are looked at.
DECLARE alimentador_check NO SCROLL CURSOR FOR
{query}
