-- An exam has a result and the result's date together or neither
SELECT id, resultado, data_resultado
FROM exames
WHERE (resultado IS NULL) <> (data_resultado IS NULL)
ORDER BY id
