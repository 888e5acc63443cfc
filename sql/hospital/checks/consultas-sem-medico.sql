-- Every appointment has an existing doctor
SELECT c.id, c.medico_id
FROM consultas c
WHERE NOT EXISTS (SELECT 1 FROM medicos m WHERE m.id = c.medico_id)
ORDER BY c.id
