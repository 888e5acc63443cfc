-- Every favourite has an existing product
SELECT f.customer_id, f.product_id
FROM favourites f
WHERE NOT EXISTS (SELECT 1 FROM products p WHERE p.id = f.product_id)
ORDER BY f.customer_id, f.product_id
