-- No patient is discharged before being admitted
SELECT id, data_admissao, data_alta
FROM internacoes
WHERE data_alta < data_admissao
ORDER BY id
