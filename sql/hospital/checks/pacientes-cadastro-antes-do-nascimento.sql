-- No patient is registered before being born
SELECT id, nascimento, data_cadastro
FROM pacientes
WHERE data_cadastro < nascimento
ORDER BY id
