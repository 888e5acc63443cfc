-- No two doctors share a CRM
SELECT id, crm
FROM medicos
WHERE crm IN (SELECT crm FROM medicos GROUP BY crm HAVING count(*) > 1)
ORDER BY crm, id
