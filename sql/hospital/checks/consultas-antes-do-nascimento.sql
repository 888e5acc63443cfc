-- No appointment is before the patient's birth
SELECT c.id, c.data_hora, p.nascimento
FROM consultas c
JOIN pacientes p ON p.id = c.paciente_id
WHERE c.data_hora < p.nascimento
ORDER BY c.id
