-- Every favourite has an existing customer
SELECT f.customer_id, f.product_id
FROM favourites f
WHERE NOT EXISTS (SELECT 1 FROM customers c WHERE c.id = f.customer_id)
ORDER BY f.customer_id, f.product_id
