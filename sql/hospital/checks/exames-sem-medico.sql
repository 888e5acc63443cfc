-- Every exam has an existing doctor
SELECT e.id, e.medico_id
FROM exames e
WHERE NOT EXISTS (SELECT 1 FROM medicos m WHERE m.id = e.medico_id)
ORDER BY e.id
