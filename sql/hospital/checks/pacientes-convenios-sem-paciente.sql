-- Every patient's insurance has an existing patient
SELECT pc.id, pc.paciente_id
FROM pacientes_convenios pc
WHERE NOT EXISTS (SELECT 1 FROM pacientes p WHERE p.id = pc.paciente_id)
ORDER BY pc.id
