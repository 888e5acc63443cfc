-- Every appointment has an existing patient
SELECT c.id, c.paciente_id
FROM consultas c
WHERE NOT EXISTS (SELECT 1 FROM pacientes p WHERE p.id = c.paciente_id)
ORDER BY c.id
