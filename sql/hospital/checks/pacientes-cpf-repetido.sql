-- No two patients share a CPF
SELECT id, cpf
FROM pacientes
WHERE cpf IN (SELECT cpf FROM pacientes GROUP BY cpf HAVING count(*) > 1)
ORDER BY cpf, id
