-- No patient has the same insurer twice
SELECT id, paciente_id, convenio_id
FROM pacientes_convenios
WHERE (paciente_id, convenio_id) IN (
  SELECT paciente_id, convenio_id
  FROM pacientes_convenios
  GROUP BY paciente_id, convenio_id
  HAVING count(*) > 1
)
ORDER BY paciente_id, convenio_id, id
