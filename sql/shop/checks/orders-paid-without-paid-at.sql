-- Every paid order has the time of its payment
SELECT id, status, paid_at
FROM orders
WHERE status = 'paid' AND paid_at IS NULL
ORDER BY id
