-- No order that is still a cart has a time of payment
SELECT id, status, paid_at
FROM orders
WHERE status = 'cart' AND paid_at IS NOT NULL
ORDER BY id
