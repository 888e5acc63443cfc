-- Every patient's insurance has an existing insurer
SELECT pc.id, pc.convenio_id
FROM pacientes_convenios pc
WHERE NOT EXISTS (SELECT 1 FROM convenios c WHERE c.id = pc.convenio_id)
ORDER BY pc.id
