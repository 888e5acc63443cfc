-- Every admission has an existing patient
SELECT i.id, i.paciente_id
FROM internacoes i
WHERE NOT EXISTS (SELECT 1 FROM pacientes p WHERE p.id = i.paciente_id)
ORDER BY i.id
