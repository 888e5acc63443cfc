-- No exam is before the patient's birth
SELECT e.id, e.data_exame, p.nascimento
FROM exames e
JOIN pacientes p ON p.id = e.paciente_id
WHERE e.data_exame < p.nascimento
ORDER BY e.id
