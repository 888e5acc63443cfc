-- Every favourite is rated from 1 to 5
SELECT customer_id, product_id, rating
FROM favourites
WHERE rating NOT BETWEEN 1 AND 5
ORDER BY customer_id, product_id
