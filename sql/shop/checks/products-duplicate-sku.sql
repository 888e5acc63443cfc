-- No two products share a SKU
SELECT id, sku
FROM products
WHERE sku IN (SELECT sku FROM products GROUP BY sku HAVING count(*) > 1)
ORDER BY sku, id
