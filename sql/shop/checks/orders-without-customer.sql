-- Every order has an existing customer
SELECT o.id, o.customer_id
FROM orders o
WHERE NOT EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer_id)
ORDER BY o.id
