-- No two insurers share a CNPJ
SELECT id, cnpj
FROM convenios
WHERE cnpj IN (SELECT cnpj FROM convenios GROUP BY cnpj HAVING count(*) > 1)
ORDER BY cnpj, id
