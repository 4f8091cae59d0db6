-- A ranking in its order.
SELECT author, label, score FROM ${table:top}
ORDER BY order_score IS NULL, order_score DESC, sort_key, author
