-- Every exam has an existing patient
SELECT e.id, e.paciente_id
FROM exames e
WHERE NOT EXISTS (SELECT 1 FROM pacientes p WHERE p.id = e.paciente_id)
ORDER BY e.id
