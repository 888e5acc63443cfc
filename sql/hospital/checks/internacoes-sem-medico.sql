-- Every admission has an existing doctor
SELECT i.id, i.medico_id
FROM internacoes i
WHERE NOT EXISTS (SELECT 1 FROM medicos m WHERE m.id = i.medico_id)
ORDER BY i.id
