-- No admission is before the patient's birth
SELECT i.id, i.data_admissao, p.nascimento
FROM internacoes i
JOIN pacientes p ON p.id = i.paciente_id
WHERE i.data_admissao < p.nascimento
ORDER BY i.id
