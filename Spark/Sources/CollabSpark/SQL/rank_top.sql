-- The first authors of a ranking: greatest score first, as far as its digits hold; equal ones in the order of names,
-- unknown ones last.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT v.author, p.label, p.sort_key, COALESCE(CAST(m.${column} AS DOUBLE), ${missing}) AS score,
       ROUND(COALESCE(CAST(m.${column} AS DOUBLE), ${missing}) * ${scale}, 9) AS order_score
FROM ${table:vertices} v
JOIN ${table:people} p ON p.author = v.author
LEFT JOIN ${table:measure} m ON m.author = v.author
ORDER BY order_score IS NULL, order_score DESC, sort_key, author
LIMIT ${top}
