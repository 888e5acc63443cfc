-- No row of any table is created after its last update
SELECT 'medicos' AS tabela, id, created_at, updated_at FROM medicos WHERE created_at > updated_at
UNION ALL
SELECT 'convenios' AS tabela, id, created_at, updated_at FROM convenios WHERE created_at > updated_at
UNION ALL
SELECT 'pacientes' AS tabela, id, created_at, updated_at FROM pacientes WHERE created_at > updated_at
UNION ALL
SELECT 'pacientes_convenios' AS tabela, id, created_at, updated_at FROM pacientes_convenios WHERE created_at > updated_at
UNION ALL
SELECT 'consultas' AS tabela, id, created_at, updated_at FROM consultas WHERE created_at > updated_at
UNION ALL
SELECT 'exames' AS tabela, id, created_at, updated_at FROM exames WHERE created_at > updated_at
UNION ALL
SELECT 'internacoes' AS tabela, id, created_at, updated_at FROM internacoes WHERE created_at > updated_at
ORDER BY tabela, id
