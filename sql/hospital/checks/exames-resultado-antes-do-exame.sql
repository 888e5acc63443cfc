-- No exam's result is dated before the exam
SELECT id, data_exame, data_resultado
FROM exames
WHERE data_resultado < data_exame
ORDER BY id
