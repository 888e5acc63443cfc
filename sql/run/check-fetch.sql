-- The first rows of the check, one more than a report keeps.
FETCH 21 FROM alimentador_check;
